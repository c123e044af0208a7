package io.tocsin.cli.system;

import io.tocsin.broker.BrokerMain;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the processes run: commands, each as a list of arguments.
 *
 * @param broker {@code --port} and {@code --data-dir} are added to it
 * @param ingest takes everything from its environment, as the other services do
 */
public record Programs(
    List<String> broker,
    List<String> ingest,
    List<String> trainer,
    List<String> monitor,
    List<String> inference) {
  /** Given to every JVM after ours, which they override. */
  private static final String USERS_FLAGS = "TOCSIN_JAVA_OPTIONS";

  private static final List<String> EVERY_JVM =
      List.of(
          // PyTorch, the tokenizer, RocksDB and Kafka's compression are native code, reached
          // through Unsafe.
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          // Small heaps, and cores that are better left to the model than to the second compiler.
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1");

  /**
   * Returns the programs as the build leaves them.
   *
   * @param home the checkout
   */
  public static Programs built(Path home) {
    return new Programs(
        java(List.of("-Xmx384m"), List.of("-cp", brokerClassPath(), BrokerMain.class.getName())),
        service(home, "ingest-service", "-Xmx256m"),
        // Weights lie outside the heap; within it are the labels.
        service(home, "trainer-service", "-Xmx2g"),
        // Beside its heap RocksDB takes some dozen megabytes.
        service(home, "monitor-service", "-Xmx192m"),
        service(home, "inference-service", "-Xmx1g"));
  }

  /** Returns the same with a further flag for each JVM. */
  public Programs flagged(String flag) {
    List<String> flags = List.of(flag);
    return new Programs(
        flagged(broker, flags),
        flagged(ingest, flags),
        flagged(trainer, flags),
        flagged(monitor, flags),
        flagged(inference, flags));
  }

  /**
   * Returns the same programs, but for a monitor with settings of its own, which no environment
   * changes.
   *
   * @param settings by their names, such as {@code tocsin.policy.interval}
   */
  public Programs monitoring(Map<String, String> settings) {
    List<String> flags = settings.entrySet().stream().map(each -> "-D" + each).toList();
    return new Programs(broker, ingest, trainer, flagged(monitor, flags), inference);
  }

  private static List<String> flagged(List<String> command, List<String> flags) {
    List<String> flagged = new ArrayList<>(command);
    flagged.addAll(1, flags);
    return flagged;
  }

  private static List<String> service(Path home, String module, String... flags) {
    Path jar = home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    return java(List.of(flags), List.of("-jar", jar.toAbsolutePath().toString()));
  }

  private static List<String> java(List<String> flags, List<String> program) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Stream.of(List.of(java), EVERY_JVM, flags, usersFlags(), program)
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> usersFlags() {
    String flags = System.getenv(USERS_FLAGS);
    return flags == null || flags.isBlank() ? List.of() : List.of(flags.strip().split("\\s+"));
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
