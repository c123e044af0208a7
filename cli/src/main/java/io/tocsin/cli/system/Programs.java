package io.tocsin.cli.system;

import io.tocsin.broker.BrokerMain;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the processes run: commands, each as a list of arguments.
 *
 * @param broker {@code --port} and {@code --data-dir} are added to it
 * @param ingest takes everything from its environment, as the other services do
 */
public record Programs(
    List<String> broker, List<String> ingest, List<String> trainer, List<String> inference) {
  private static final List<String> EVERY_JVM =
      List.of(
          // PyTorch, the tokenizer and Kafka's compression are native code, reached through Unsafe.
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          // Small heaps, and cores that are better left to the model.
          "-XX:+UseSerialGC");

  /**
   * Returns the programs as the build leaves them.
   *
   * @param home the checkout
   */
  public static Programs built(Path home) {
    return new Programs(
        java("-Xmx384m", "-cp", brokerClassPath(), BrokerMain.class.getName()),
        service(home, "ingest-service", "-Xmx256m", "-XX:TieredStopAtLevel=1"),
        // Weights lie outside the heap; within it are the labels.
        service(home, "trainer-service", "-Xmx2g"),
        service(home, "inference-service", "-Xmx1g"));
  }

  private static List<String> service(Path home, String module, String... flags) {
    Path jar = home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    return java(
        Stream.concat(Arrays.stream(flags), Stream.of("-jar", jar.toAbsolutePath().toString()))
            .toArray(String[]::new));
  }

  private static List<String> java(String... arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Stream.of(Stream.of(java), EVERY_JVM.stream(), Arrays.stream(arguments))
        .flatMap(some -> some)
        .toList();
  }

  /** Our own, with the broker's jar in front: its settings of the log win over ours. */
  private static String brokerClassPath() {
    String own = System.getProperty("java.class.path");
    return Stream.concat(Stream.of(brokerLocation()), Arrays.stream(own.split(File.pathSeparator)))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String brokerLocation() {
    try {
      return Path.of(BrokerMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
