package io.tocsin.cli.system;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where a system is reached.
 *
 * @param bootstrapServers as Kafka's clients are given it
 * @param ingest takes tweets, labels and requests
 * @param trainer tells what it trains
 * @param monitor tells how the versions do
 * @param inference every replica
 */
public record Endpoints(
    String bootstrapServers, URI ingest, URI trainer, URI monitor, List<URI> inference) {
  /** The environment variable that names a Kafka cluster. */
  public static final String BOOTSTRAP_SERVERS = "KAFKA_BOOTSTRAP_SERVERS";

  public Endpoints {
    inference = List.copyOf(inference);
  }

  /** Returns those of recorded processes; none if they are not a whole system's. */
  static Optional<Endpoints> of(List<RecordedProcess> processes) {
    Optional<RecordedProcess> ingest = named(Part.INGEST, processes);
    Optional<RecordedProcess> trainer = named(Part.TRAINER, processes);
    Optional<RecordedProcess> monitor = named(Part.MONITOR, processes);
    List<URI> inference =
        processes.stream().filter(RecordedProcess::isReplica).map(RecordedProcess::url).toList();
    if (ingest.isEmpty() || trainer.isEmpty() || monitor.isEmpty() || inference.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Endpoints(
            ingest.get().environment().get(BOOTSTRAP_SERVERS),
            ingest.get().url(),
            trainer.get().url(),
            monitor.get().url(),
            inference));
  }

  private static Optional<RecordedProcess> named(String name, List<RecordedProcess> processes) {
    return processes.stream().filter(process -> process.name().equals(name)).findFirst();
  }
}
