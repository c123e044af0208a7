package io.tocsin.deploy.compose;

import io.tocsin.deploy.code.Checkout;
import io.tocsin.deploy.code.Service;
import io.tocsin.deploy.code.Variables;
import io.tocsin.deploy.image.Dockerfile;
import io.tocsin.deploy.image.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of our services as the Compose file has it, against its image and its code. */
final class Workload {
  private static final Pattern SECONDS = Pattern.compile("([0-9]+)[sS]");

  /** Where the code says how long it takes to stop. */
  private static final Map<Service, String> STOPPING =
      Map.of(
          Service.INGEST,
          "ingest-service/src/main/resources/application.properties quarkus.shutdown.timeout=(\\d+)S",
          Service.TRAINER,
          "trainer-service/src/main/java/io/tocsin/trainer/process/TrainerProcess.java"
              + " STOPPING = Duration.ofSeconds\\((\\d+)\\)",
          Service.INFERENCE,
          "inference-service/src/main/java/io/tocsin/inference/Inference.java"
              + " STOP = Duration.ofSeconds\\((\\d+)\\)",
          Service.MONITOR,
          "monitor-service/src/main/java/io/tocsin/monitor/Monitor.java"
              + " STOP = Duration.ofSeconds\\((\\d+)\\)");

  /** Made by the command line, and read only. */
  private static final String KEYS = "keys:/var/lib/tocsin/keys:ro";

  private final Service service;
  private final ComposeService workload;
  private final List<String> faults = new ArrayList<>();

  private Workload(Service service, ComposeService workload) {
    this.service = service;
    this.workload = workload;
  }

  /** Returns what does not agree; nothing if everything does. */
  static List<String> faults(Service service, ComposeService workload) {
    Workload checked = new Workload(service, workload);
    checked.stage().ifPresent(checked::image);
    checked.environment();
    checked.ports();
    checked.stop();
    return checked.faults;
  }

  private Optional<Stage> stage() {
    ComposeService.Build build = workload.build().orElseThrow();
    String expected = service.module() + "/Dockerfile";
    expect(build.context().equals("."), "builds from " + build.context());
    expect(build.dockerfile().equals(expected), "builds " + build.dockerfile());
    expect(
        workload.image().startsWith("tocsin/" + service.title() + ":"),
        "is called " + workload.image());
    Dockerfile file = Dockerfile.of(expected);
    Optional<Stage> stage =
        build.target().map(file::stage).orElse(Optional.of(file.stages().getLast()));
    expect(stage.isPresent(), "has no stage " + build.target());
    return stage;
  }

  private void image(Stage image) {
    for (String volume : workload.volumes()) {
      String[] parts = volume.split(":", -1);
      boolean isBase = parts[1].equals("/models");
      if (volume.equals(KEYS)) {
        continue;
      }
      expect(isBase || image.volumes().contains(parts[1]), "the image has no volume " + parts[1]);
      expect(!isBase || volume.endsWith(":ro"), "a base is only read");
    }
    Optional<String> base = Optional.ofNullable(workload.environment().get("TOCSIN_BASE"));
    boolean isMounted = workload.volumes().stream().anyMatch(found -> found.contains(":/models:"));
    expect(
        base.map(path -> path.startsWith("/models/") && isMounted).orElse(!isMounted),
        "base " + base + " is not what is mounted");
    boolean isGpu =
        workload.build().flatMap(ComposeService.Build::target).equals(Optional.of("gpu"));
    expect(isGpu == workload.deploy().isPresent(), "a GPU is reserved where the image is for one");
    workload
        .deploy()
        .ifPresent(
            deploy ->
                deploy
                    .resources()
                    .reservations()
                    .devices()
                    .forEach(
                        device ->
                            expect(
                                device.driver().equals("nvidia")
                                    && device.capabilities().equals(List.of("gpu"))
                                    && device.ids().size() == 1,
                                "reserves " + device)));
    expect(image.last("HEALTHCHECK").isPresent(), "nobody sees its health");
  }

  private void environment() {
    expect(workload.volumes().contains(KEYS), "does not see the API keys");
    expect(workload.environment().containsKey("TOCSIN_API_KEYS"), "may not be given API keys");
    boolean published = workload.ports().stream().anyMatch(port -> !port.startsWith("127.0.0.1:"));
    expect(
        !published || !"true".equals(workload.environment().get("TOCSIN_OPEN")),
        "lets everybody in from everywhere");
    Set<String> unknown = new TreeSet<>(workload.environment().keySet());
    unknown.removeAll(Variables.of(service));
    expect(unknown.isEmpty(), "takes no " + unknown);
    expect(
        "kafka:9092".equals(workload.environment().get("KAFKA_BOOTSTRAP_SERVERS")),
        "finds no broker");
  }

  private void ports() {
    expect(workload.ports().size() == 1, "publishes " + workload.ports());
    for (String port : workload.ports()) {
      String[] parts = port.split(":", -1);
      String own = Integer.toString(service.port());
      expect(
          parts.length == 3 && parts[2].equals(own),
          "listens at %s, not as %s".formatted(own, port));
      expect(parts[1].startsWith(own), "is usually found at " + own + ", not " + parts[1]);
    }
  }

  private void stop() {
    Duration own = ownStop();
    Duration grace =
        workload.stopGracePeriod().map(Workload::seconds).orElse(Duration.ofSeconds(10));
    expect(
        grace.compareTo(own.plusSeconds(5)) >= 0,
        "takes %s to stop and is killed after %s".formatted(own, grace));
  }

  private Duration ownStop() {
    String[] place = STOPPING.get(service).split(" ", 2);
    Matcher found = Pattern.compile(place[1]).matcher(Checkout.text(place[0]));
    if (!found.find()) {
      throw new IllegalStateException("expected %s in %s".formatted(place[1], place[0]));
    }
    return Duration.ofSeconds(Long.parseLong(found.group(1)));
  }

  private static Duration seconds(String text) {
    Matcher seconds = SECONDS.matcher(text);
    if (!seconds.matches()) {
      throw new IllegalArgumentException("expected seconds, found " + text);
    }
    return Duration.ofSeconds(Long.parseLong(seconds.group(1)));
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      faults.add(service.title() + " " + otherwise);
    }
  }
}
