package io.tocsin.cli.rollout;

import io.tocsin.cli.client.KafkaOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.system.StateOptions;
import io.tocsin.messaging.rollout.LedgerReader;
import io.tocsin.messaging.rollout.RolloutPeriod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows who answered when. */
@Command(
    name = "history",
    description =
        "Show who answered from which rollout until which, decided by whom and why, the newest"
            + " first.")
final class HistoryCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    List<RolloutPeriod> periods =
        LedgerReader.now(kafka.clients(state.folder()), PATIENCE).periods();
    output.console().result(periods, RolloutText.history(periods));
    return 0;
  }
}
