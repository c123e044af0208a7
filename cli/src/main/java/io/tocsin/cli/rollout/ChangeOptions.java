package io.tocsin.cli.rollout;

import io.tocsin.cli.client.KafkaOptions;
import io.tocsin.cli.client.ServiceKey;
import io.tocsin.cli.system.StateOptions;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.rollout.RolloutChange;
import io.tocsin.messaging.rollout.RolloutOrder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a change is decided, and how long to wait for it. */
final class ChangeOptions {
  @Option(names = "--why", paramLabel = "TEXT", required = true, description = "For the history.")
  private String why;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who decides.")
  private String by;

  @Option(
      names = "--replaces",
      paramLabel = "OFFSET",
      description = "Change nothing unless this rollout is in force. Default: whichever is.")
  private Optional<Long> replaces;

  @Option(
      names = "--base-fingerprint",
      paramLabel = "HEX",
      description = "Of which base. Default: the replicas', else the only one with adapters.")
  private Optional<String> base;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long replicas may take until they serve it.")
  private int timeout;

  @Option(names = "--no-wait", description = "Return as soon as it is written and in force.")
  private boolean noWait;

  @Mixin private ReplicaOptions replicas;
  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;

  KafkaClients clients() {
    return kafka.clients(state.folder());
  }

  /** Returns whom to ask; nobody if there is no waiting. */
  ServiceKey key() {
    return replicas.key();
  }

  List<URI> replicas() {
    return noWait ? List.of() : replicas.replicas(state.folder());
  }

  boolean waits() {
    return !noWait;
  }

  Optional<String> base() {
    return base;
  }

  Duration patience() {
    return Duration.ofSeconds(timeout);
  }

  RolloutOrder order(RolloutChange change, Optional<String> baseFingerprint) {
    return new RolloutOrder(change, by, why, baseFingerprint, replaces);
  }
}
