package io.tocsin.deploy.image;

import io.tocsin.deploy.code.Checkout;
import io.tocsin.deploy.code.Pom;
import io.tocsin.deploy.code.Service;
import io.tocsin.deploy.code.Variables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a service's Dockerfile says of the code, against the code. */
final class ImageFacts {
  private static final Pattern MODULES = Pattern.compile("-pl (\\S+)");
  private static final Pattern TRAINED = Pattern.compile("./train \"([^\"]+)\"");
  private static final String DATA = "/var/lib/tocsin/";

  private final Dockerfile file;
  private final Service service;
  private final Pom pom = Pom.read();
  private final List<String> faults = new ArrayList<>();

  private ImageFacts(Dockerfile file, Service service) {
    this.file = file;
    this.service = service;
  }

  /** Returns what does not agree; nothing if everything does. */
  static List<String> faults(Dockerfile file, Service service) {
    ImageFacts facts = new ImageFacts(file, service);
    file.stages().forEach(facts::stage);
    facts.java();
    facts.modules();
    for (String name : List.of("cpu", "gpu")) {
      file.stage(name).ifPresent(facts::image);
    }
    facts.image(file.image());
    facts.training();
    file.stage("gpu").ifPresent(facts::gpu);
    return List.copyOf(new TreeSet<>(facts.faults));
  }

  /** What is copied is there: in the checkout, or made by the build. */
  private void stage(Stage stage) {
    for (Instruction copy : stage.own().stream().filter(found -> found.is("COPY")).toList()) {
      String from = copy.flags().getOrDefault("from", "checkout");
      List<String> sources = copy.words().subList(0, copy.words().size() - 1);
      for (String source : sources) {
        if (from.equals("checkout")) {
          expect(Files.exists(Checkout.file(source)), source + " is not in the checkout");
        } else if (from.equals("build")) {
          String made = "/src/" + service.module() + "/target/quarkus-app";
          expect(source.equals(made), "expected " + made + ", found " + source);
        }
      }
    }
  }

  private void java() {
    String release = pom.property("maven.compiler.release");
    for (Stage stage : file.stages()) {
      if (stage.base().startsWith("eclipse-temurin:")) {
        expect(
            stage.base().startsWith("eclipse-temurin:" + release + "."),
            "Java " + release + " is compiled for, found " + stage.base());
      }
      if (stage.base().startsWith("maven:")) {
        expect(
            stage.base().contains("-eclipse-temurin-" + release),
            "Java " + release + " is compiled for, found " + stage.base());
      }
    }
  }

  private void modules() {
    String build = file.stage("build").orElseThrow().last("RUN").orElseThrow().rest();
    Matcher modules = MODULES.matcher(build);
    List<String> built = modules.find() ? List.of(modules.group(1).split(",", -1)) : List.of();
    expect(built.contains(service.module()), service.module() + " is not built");
    for (String module : built) {
      expect(pom.modules().contains(module), "no module " + module);
    }
  }

  private void image(Stage image) {
    Map<String, String> environment = image.environment();
    String port = Integer.toString(service.port());
    expect(port.equals(environment.get("QUARKUS_HTTP_PORT")), "QUARKUS_HTTP_PORT is not " + port);
    expect("0.0.0.0".equals(environment.get("QUARKUS_HTTP_HOST")), "nobody outside reaches it");
    expect(image.last("EXPOSE").filter(found -> found.rest().equals(port)).isPresent(), "EXPOSE");
    String readiness = "[\"/opt/tocsin/healthy\", \"" + Readiness.PATH + "\"]";
    expect(
        image.last("HEALTHCHECK").filter(found -> found.rest().contains(readiness)).isPresent(),
        "HEALTHCHECK does not ask " + Readiness.PATH);
    Set<String> unknown = new TreeSet<>(environment.keySet());
    unknown.removeAll(Variables.of(service));
    unknown.removeIf(name -> name.startsWith("NVIDIA_"));
    expect(unknown.isEmpty(), "the service takes no " + unknown);
    Set<String> written = new TreeSet<>(environment.values());
    written.removeIf(value -> !value.startsWith(DATA));
    expect(
        written.equals(new TreeSet<>(image.volumes())),
        "it writes to %s, and %s are volumes".formatted(written, image.volumes()));
    String command = String.join(" ", image.last("ENTRYPOINT").orElseThrow().exec().orElseThrow());
    expect(
        command.endsWith("-XX:AOTCache=/opt/tocsin/app.aot -jar /opt/tocsin/quarkus-run.jar"),
        "it runs " + command);
  }

  /** The training ends with a line of the log, which the service must write. */
  private void training() {
    List<String> texts =
        file.stages().stream()
            .flatMap(stage -> stage.own().stream())
            .filter(found -> found.is("RUN"))
            .flatMap(run -> TRAINED.matcher(run.rest()).results())
            .map(found -> found.group(1))
            .toList();
    expect(texts.size() == 1, "trained once, found " + texts);
    for (String text : texts) {
      expect(
          text.equals(Readiness.QUARKUS_STARTED) || isInCode(text),
          "the service never logs " + text);
    }
  }

  private boolean isInCode(String text) {
    Path sources = Checkout.file(service.module(), "src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(Files::isRegularFile)
          .anyMatch(
              file -> Checkout.text(Checkout.file("").relativize(file).toString()).contains(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void gpu(Stage gpu) {
    String torch = pom.property("pytorch.version");
    String djl = pom.property("djl.version");
    String flavour = gpu.environment().get("PYTORCH_FLAVOR");
    String part = "jnilib/linux-x86_64/%s/libdjl_torch.so".formatted(flavour);
    expect(
        torch.equals(gpu.environment().get("PYTORCH_VERSION")), "PYTORCH_VERSION is not " + torch);
    expect(ImageFacts.class.getResource("/" + part) != null, "DJL has no part for " + flavour);
    String unpacked = file.stage("jni").orElseThrow().last("RUN").orElseThrow().rest();
    String jar =
        "/src/%s/target/quarkus-app/lib/main/ai.djl.pytorch.pytorch-jni-%s-%s.jar %s"
            .formatted(service.module(), torch, djl, part);
    expect(unpacked.replaceAll("\\s+", " ").contains(jar), "expected " + jar + " in " + unpacked);
    String cached =
        "djl/pytorch/%s-%s-linux-x86_64/%s-libdjl_torch.so".formatted(torch, flavour, djl);
    expect(
        gpu.own().stream().anyMatch(found -> found.rest().endsWith(cached)),
        "DJL looks for " + cached);
    String installed = file.stage("torch").orElseThrow().last("RUN").orElseThrow().rest();
    expect(
        installed.contains("torch==" + torch + " "),
        "expected the PyTorch that DJL's own part is built for, %s, found %s"
            .formatted(torch, installed));
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      faults.add(otherwise);
    }
  }
}
