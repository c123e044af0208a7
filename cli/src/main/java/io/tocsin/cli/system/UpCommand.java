package io.tocsin.cli.system;

import io.tocsin.cli.kafka.Entrance;
import io.tocsin.cli.kafka.KafkaConfigOption;
import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.rollout.Takeover;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a whole system on this machine. */
@Command(
    name = "up",
    description = {
      "Start a whole system on this machine: a Kafka broker and the services.",
      "Returns when all is ready; the processes go on until: tocsin down. What runs already is left"
          + " alone, and what has died is started again as it was, whatever the options: to start it"
          + " otherwise, tocsin down comes first. With KAFKA_BOOTSTRAP_SERVERS set,"
          + " the services use that cluster, with whatever other KAFKA_* variables say, and no"
          + " broker is started; --kafka-config is for creating the topics there."
          + " TOCSIN_JAVA_OPTIONS holds further flags for their JVMs, such as -Xmx8g."
    })
public final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "1",
      description = "So many inference services share the stream.")
  private int replicas;

  @Option(
      names = {"--devices", "--device"},
      paramLabel = "DEVICES",
      description =
          "Where trainer and inference compute: cpu, cuda or cuda:N, several with commas between,"
              + " all GPUs, or a number of them. Default: the first GPU, else the CPU.")
  private Optional<String> device;

  @Option(
      names = "--adapters",
      paramLabel = "LOCATION",
      description =
          "Where adapters lie: a directory, or s3://bucket/prefix with AWS's own settings for"
              + " credentials. Default: within the state folder.")
  private Optional<String> adapters;

  @Option(
      names = "--challenger",
      paramLabel = "shadow|switch",
      description =
          "What becomes of a new adapter that does better than the one in force: it shadows the"
              + " active one until audited labels or tocsin rollout promote decide, or answers at"
              + " once. The first one of a new system answers at once. Default: shadow.")
  private Optional<Takeover> takeover;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "180",
      description = "How long each process may take until it is ready; large bases take longer.")
  private int timeout;

  @Mixin private PortOptions ports;
  @Mixin private BaseOptions base;
  @Mixin private KafkaConfigOption config;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    DemoMark.remove(state.folder());
    LocalSystem found = LocalSystem.in(state.folder());
    if (found.isWhole()) {
      console.say(
          "Already running in %s; to start it otherwise: tocsin down%s, then tocsin up"
              .formatted(state.folder().root(), state.again()));
      console.result(found.endpoints(), RunningText.of(found, state));
      return 0;
    }
    LocalSystem system = LocalSystem.start(settings(), console::progress);
    console.result(system.endpoints(), RunningText.of(system, state));
    return 0;
  }

  private SystemSettings settings() {
    Path home = Path.of(System.getProperty("tocsin.home", "."));
    return UsageError.unless(
        command,
        () ->
            new SystemSettings(
                state.folder(),
                Programs.built(home),
                ports.ports(),
                replicas,
                base.folder(),
                adapters
                    .map(UpCommand::absolute)
                    .orElseGet(() -> state.folder().adapters().toString()),
                device,
                takeover,
                cluster(),
                Duration.ofSeconds(timeout)));
  }

  /** Services may run in another directory; what names a scheme lies elsewhere. */
  private static String absolute(String location) {
    return location.contains(":") ? location : Path.of(location).toAbsolutePath().toString();
  }

  private Optional<KafkaClients> cluster() {
    Map<String, Object> settings = config.settings();
    return settings.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
        ? Optional.of(Entrance.open(settings))
        : Optional.empty();
  }
}
