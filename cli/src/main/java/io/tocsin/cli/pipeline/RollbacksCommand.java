package io.tocsin.cli.pipeline;

import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.outcome.OutcomeCheck;
import io.tocsin.cli.outcome.Outcomes;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.rollout.ProducerOutbox;
import io.tocsin.messaging.rollout.RolloutDesk;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how soon a rollback takes effect. */
@Command(
    name = "rollbacks",
    description = {
      "Roll back under full load: measure how soon every replica serves it, and count what becomes"
          + " of every tweet.",
      "Starts a system of its own on free ports and deletes it afterwards. Exit code 0 only if no"
          + " tweet was lost, doubled or mistagged."
    })
public final class RollbacksCommand implements Callable<Integer> {
  private static final Duration KAFKA = Duration.ofSeconds(20);

  @Option(names = "--rollbacks", paramLabel = "N", defaultValue = "20")
  private int rollbacks;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "2",
      description = "So many inference services share the stream.")
  private int replicas;

  @Mixin private TextOptions texts;
  @Mixin private BaseOptions base;
  @Mixin private DeviceOptions device;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException, TimeoutException {
    UsageError.unless(command, rollbacks > 0, "--rollbacks: expected more than 0");
    UsageError.unless(command, replicas > 0, "--replicas: expected more than 0");
    Console console = output.console();
    try (BenchSystem system =
            BenchSystem.start(
                base.folder(), device.placement().names(), replicas, console::progress);
        TagStream tags = new TagStream(system.clients());
        TweetLoad load = new TweetLoad(system.clients(), texts.read());
        ProducerOutbox outbox = new ProducerOutbox(system.clients(), KAFKA)) {
      TagAccounts accounts = new TagAccounts(tags);
      activateBoth(system);
      MessageWriter writer = new MessageWriter(URI.create("/tocsin-bench"));
      RolloutDesk desk =
          new RolloutDesk(system.clients(), outbox, writer, InstantSource.system(), KAFKA);
      List<RollbackBench.Rollback> measured =
          new RollbackBench(accounts, load, desk, system.endpoints().inference(), console::progress)
              .run(rollbacks);
      RollbacksReport report = report(measured, OutcomeCheck.settled(system.clients()));
      console.result(report, report.text());
      return report.outcomes().isExact() ? 0 : 1;
    }
  }

  private void activateBoth(BenchSystem system) throws IOException {
    try (RolloutWriter rollouts = new RolloutWriter(system.clients())) {
      for (AdapterPublished adapter : RandomAdapters.pair(base.folder(), system)) {
        rollouts.announce(adapter);
        rollouts.activate(adapter);
      }
    }
  }

  private RollbacksReport report(List<RollbackBench.Rollback> measured, Outcomes outcomes) {
    return new RollbacksReport(
        measured.size(),
        replicas,
        outcomes,
        quantiles(measured, RollbackBench.Rollback::servedSeconds),
        quantiles(measured, RollbackBench.Rollback::lastOldSeconds));
  }

  private static Quantiles quantiles(
      List<RollbackBench.Rollback> measured, ToDoubleFunction<RollbackBench.Rollback> figure) {
    return Quantiles.of(measured.stream().mapToDouble(figure).toArray());
  }
}
