package io.tocsin.broker;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The broker in a process of its own. */
@Command(
    name = "broker",
    mixinStandardHelpOptions = true,
    versionProvider = KafkaVersion.class,
    description = {
      "Runs a Kafka broker of one node on the loopback interface until it is told to stop (SIGTERM,"
          + " Ctrl-C).",
      "Prints one line when it is ready. Topics are not created by themselves."
    })
public final class BrokerMain implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "where clients connect; 0 takes a free one (default: ${DEFAULT-VALUE})")
  private int port = 9092;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "what the broker keeps, made if it is not there; found again at the next start"
              + " (default: ${DEFAULT-VALUE})")
  private Path dataDirectory = Path.of(".tocsin", "broker");

  @Option(
      names = "--secure",
      description =
          "let clients in by name and password only (SASL/SCRAM-SHA-512), over TLS, to what they"
              + " were granted; certificate and administrator are made in the data directory, under"
              + " security/ (default: everybody may do everything, in plain text)")
  private boolean secure;

  @Spec private CommandSpec spec;

  private BrokerMain() {}

  /** Runs the command line. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new BrokerMain()).execute(arguments));
  }

  @Override
  public Integer call() {
    try {
      BrokerSettings settings = settings();
      EmbeddedBroker broker = EmbeddedBroker.start(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "Kafka is ready at %s, data in %s%n",
          broker.bootstrapServers(), settings.dataDirectory());
      out.flush();
      broker.awaitClose();
      return ExitCode.OK;
    } catch (BrokerException e) {
      spec.commandLine().getErr().println("error: " + e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }

  private BrokerSettings settings() {
    try {
      return new BrokerSettings(
          dataDirectory,
          port,
          secure
              ? Optional.of(BrokerSecurity.in(dataDirectory.resolve("security")))
              : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
