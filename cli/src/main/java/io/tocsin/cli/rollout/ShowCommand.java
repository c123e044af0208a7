package io.tocsin.cli.rollout;

import io.tocsin.cli.client.InferenceClient;
import io.tocsin.cli.client.InferenceClient.Rollouts;
import io.tocsin.cli.client.KafkaOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.system.StateOptions;
import io.tocsin.messaging.rollout.LedgerReader;
import io.tocsin.messaging.rollout.RolloutPeriod;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows who answers. */
@Command(name = "show", description = "Show the rollout in force, and what each replica serves.")
final class ShowCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Mixin private ReplicaOptions replicas;
  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;

  private record Shown(
      List<RolloutPeriod> inForce, Map<URI, Rollouts> replicas, Map<URI, String> unreachable) {}

  @Override
  public Integer call() {
    List<RolloutPeriod> inForce =
        LedgerReader.now(kafka.clients(state.folder()), PATIENCE).periods().stream()
            .filter(period -> period.replacedBy().isEmpty())
            .toList();
    Replicas found = Replicas.ask(replicas.replicas(state.folder()), replicas.key());
    output
        .console()
        .result(new Shown(inForce, found.reachable(), found.unreachable()), text(inForce, found));
    return 0;
  }

  private static String text(List<RolloutPeriod> inForce, Replicas found) {
    List<String> lines = new ArrayList<>();
    lines.add(RolloutText.history(inForce));
    found.reachable().forEach((replica, rollouts) -> lines.add(line(replica, rollouts)));
    found.unreachable().forEach((replica, reason) -> lines.add(replica + ": " + reason));
    return String.join("\n", lines);
  }

  private static String line(URI replica, Rollouts rollouts) {
    Optional<InferenceClient.Served> served = rollouts.served();
    String what =
        served
            .map(
                found ->
                    "serves %s, %s"
                        .formatted(
                            found.rolloutOffset().map("rollout %d"::formatted).orElse("no rollout"),
                            found.versions()))
            .orElse("serves nothing yet");
    String refused = rollouts.refused().isEmpty() ? "" : "; refused: " + rollouts.refused();
    String pending = rollouts.pending().isEmpty() ? "" : "; waits for " + rollouts.pending();
    return "%s %s%s%s%s"
        .formatted(
            replica, what, refused, pending, rollouts.trouble().map("; "::concat).orElse(""));
  }
}
