package io.tocsin.cli.kafka;

import io.tocsin.cli.option.UsageError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How to connect to Kafka, beside where it is. */
public final class KafkaConfigOption {
  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description =
          "Settings of Kafka's clients, a properties file as Kafka's own tools take it with"
              + " --command-config. The environment sets them too: KAFKA_SASL_MECHANISM is"
              + " sasl.mechanism.")
  private Optional<Path> file;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * Returns the settings: the file's before the environment's.
   *
   * @throws picocli.CommandLine.ParameterException if the file cannot be read, or names none
   */
  public Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(ClientSettings.of(System.getenv()));
    file.ifPresent(found -> settings.putAll(read(found)));
    return settings;
  }

  private Map<String, Object> read(Path found) {
    UsageError.unless(
        command,
        Files.isReadable(found) && Files.isRegularFile(found),
        "--kafka-config: expected a file that can be read, found " + found);
    return UsageError.unless(command, () -> ClientSettings.of(found));
  }
}
