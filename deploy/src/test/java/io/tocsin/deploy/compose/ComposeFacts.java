package io.tocsin.deploy.compose;

import io.tocsin.deploy.code.Checkout;
import io.tocsin.deploy.code.Service;
import io.tocsin.deploy.compose.ComposeService.Condition;
import io.tocsin.deploy.image.Dockerfile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the Compose file says, against itself, the code and the checkout. */
final class ComposeFacts {
  private static final Pattern IMAGE =
      Pattern.compile("[a-z0-9./-]+:(?:v?[0-9]+(?:\\.[0-9]+)+|dev(?:-gpu)?)");
  private static final Set<String> OURS = Set.of("topics", "ingest", "trainer", "inference", "cli");

  private final Compose compose;
  private final List<String> faults = new ArrayList<>();

  private ComposeFacts(Compose compose) {
    this.compose = compose;
  }

  /** Returns what is wrong; nothing if nothing is. */
  static List<String> faults(Compose compose) {
    ComposeFacts facts = new ComposeFacts(compose);
    for (Service service : Service.values()) {
      Optional.ofNullable(compose.services().get(service.title()))
          .ifPresentOrElse(
              workload -> facts.faults.addAll(Workload.faults(service, workload)),
              () -> facts.faults.add("no service " + service.title()));
    }
    compose.services().forEach(facts::service);
    facts.volumes();
    return facts.faults;
  }

  private void service(String name, ComposeService service) {
    expect(IMAGE.matcher(service.image()).matches(), name, "pin " + service.image());
    expect(
        service.capDrop().equals(List.of("ALL"))
            && service.securityOpt().equals(List.of("no-new-privileges:true")),
        name,
        "has more rights than it needs");
    expect(service.memLimit().isPresent(), name, "may take all memory");
    expect(service.restart().isPresent(), name, "does not say whether to restart it");
    expect(
        service.ports().stream().allMatch(port -> port.startsWith("127.0.0.1:")),
        name,
        "is open to the network: " + service.ports());
    expect(name.equals("kafka") || isReadOnly(service), name, "may write anywhere");
    for (Map.Entry<String, ComposeService.Dependency> other : service.dependsOn().entrySet()) {
      dependency(name, other.getKey(), other.getValue().condition());
    }
    expect(
        !OURS.contains(name) || name.equals("topics") || reaches(name, "topics", new HashSet<>()),
        name,
        "may start before there are topics");
  }

  private static boolean isReadOnly(ComposeService service) {
    return service.readOnly()
        && service.tmpfs().stream().anyMatch(found -> found.startsWith("/tmp:exec,"));
  }

  private void dependency(String name, String other, Condition condition) {
    ComposeService awaited = compose.services().get(other);
    expect(awaited != null, name, "waits for " + other + ", which is not there");
    if (awaited == null) {
      return;
    }
    expect(
        condition != Condition.HEALTHY || hasHealth(awaited),
        name,
        "waits for the health of " + other + ", which nobody sees");
    expect(
        condition != Condition.COMPLETED
            || awaited.restart().filter(found -> found.startsWith("on-failure")).isPresent(),
        name,
        "waits for the end of " + other + ", which is started again");
    expect(
        awaited.profiles().isEmpty() || !compose.services().get(name).profiles().isEmpty(),
        name,
        "waits for " + other + ", which its profile leaves out");
    expect(!reaches(other, name, new HashSet<>()), name, "and " + other + " wait for one another");
  }

  private boolean hasHealth(ComposeService service) {
    return service.healthcheck().isPresent()
        || service
            .build()
            .map(build -> Dockerfile.of(build.dockerfile()).stages().getLast())
            .flatMap(image -> image.last("HEALTHCHECK"))
            .filter(check -> !check.rest().equals("NONE"))
            .isPresent();
  }

  private boolean reaches(String from, String to, Set<String> seen) {
    return seen.add(from)
        && compose.services().containsKey(from)
        && compose.services().get(from).dependsOn().keySet().stream()
            .anyMatch(next -> next.equals(to) || reaches(next, to, seen));
  }

  private void volumes() {
    Set<String> used = new TreeSet<>();
    compose
        .services()
        .forEach(
            (name, service) -> {
              for (String volume : service.volumes()) {
                String source = volume.split(":", -1)[0];
                if (source.startsWith(".")) {
                  expect(Files.exists(Checkout.file(source)), name, "mounts no " + source);
                  expect(volume.endsWith(":ro"), name, "may write into the checkout");
                } else if (!source.startsWith("/")) {
                  used.add(source);
                }
              }
            });
    expect(
        used.equals(compose.volumes()),
        "volumes",
        "%s are declared, %s used".formatted(compose.volumes(), used));
  }

  private void expect(boolean holds, String name, String otherwise) {
    if (!holds) {
      faults.add(name + " " + otherwise);
    }
  }
}
