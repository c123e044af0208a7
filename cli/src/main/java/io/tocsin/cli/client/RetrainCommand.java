package io.tocsin.cli.client;

import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.rollout.Standing;
import io.tocsin.cli.system.StateOptions;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.messaging.kafka.KafkaClients;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks for a new adapter. */
@Command(
    name = "retrain",
    description = {
      "Train a new adapter from the labels that are there now, and follow the training.",
      "If it does better than the one in force, it shadows that one until audited labels or tocsin"
          + " rollout promote decide; in the place of the untrained head, or with tocsin up"
          + " --challenger switch, it answers from then on, without a pause. Ctrl-C ends the"
          + " following, not the training.",
      "Exit code 0 if an adapter was published."
    })
public final class RetrainCommand implements Callable<Integer> {
  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      description = "default or seed; see model finetune --help. Default: default.")
  private Optional<String> recipe;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Another one gives another adapter from the same labels.")
  private Optional<Long> seed;

  @Option(names = "--why", paramLabel = "TEXT", description = "For the record.")
  private Optional<String> why;

  @Option(names = "--no-follow", description = "Return as soon as the request is written.")
  private boolean noFollow;

  @Mixin private HyperparameterChanges changes;
  @Mixin private IngestOptions ingest;
  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Console console = output.console();
    IngestClient client = ingest.client(state.folder());
    if (noFollow) {
      RetrainRequested request = client.retrain(order());
      console.result(request, "request %s is written".formatted(request.requestId()));
      return 0;
    }
    KafkaClients clients = kafka.clients(state.folder());
    // Opened before, so that nothing can pass by unseen.
    try (TrainingStream stream = new TrainingStream(clients)) {
      RetrainRequested request = client.retrain(order());
      console.progress(
          "request %s is written; waiting for a trainer to take it".formatted(request.requestId()));
      String version = new FollowedTraining(stream, console).end(request.requestId());
      AdapterPublished adapter = PublishedAdapter.of(version, clients);
      console.result(adapter, PublishedAdapter.text(adapter));
      console.say(Standing.text(adapter, clients));
    }
    return 0;
  }

  private IngestClient.Order order() {
    return new IngestClient.Order(
        System.getProperty("user.name"), why, recipe, changes.json(), seed);
  }
}
