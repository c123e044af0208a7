package io.tocsin.cli.client;

import io.tocsin.cli.output.Console;
import io.tocsin.cli.output.Meter;
import io.tocsin.cli.system.TrainingText;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.training.TrainingState;
import java.util.Locale;

/** Shows a training while it goes on. */
public final class FollowedTraining {
  private final TrainingStream stream;
  private final Console console;

  public FollowedTraining(TrainingStream stream, Console console) {
    this.stream = stream;
    this.console = console;
  }

  /**
   * Waits for a request's end.
   *
   * @return the version of the published adapter
   * @throws ServiceException if there is none; the message has the trainer's reason
   */
  public String end(String requestId) {
    try (Meter meter = new Meter(console, "train")) {
      TrainingState end = stream.follow(requestId, progress -> show(progress, meter));
      return switch (end) {
        case TrainingState.Published published -> published.adapterVersion();
        case TrainingState.Failed failed ->
            throw new ServiceException(
                "request %s failed: %s".formatted(requestId, failed.reason()));
        case TrainingState.Accepted _, TrainingState.Running _, TrainingState.Evaluating _ ->
            throw new IllegalStateException("not an end: " + end);
      };
    }
  }

  private void show(TrainingProgress progress, Meter meter) {
    switch (progress.state()) {
      case TrainingState.Running running ->
          meter.at(running.step(), running.steps(), remark(running));
      case TrainingState.Accepted _ -> say("taken by %s".formatted(progress.trainer()), meter);
      case TrainingState.Evaluating _ -> say(TrainingText.of(progress.state()), meter);
      case TrainingState.Published _, TrainingState.Failed _ -> meter.close();
    }
  }

  private void say(String line, Meter meter) {
    meter.close();
    console.progress(line);
  }

  private static String remark(TrainingState.Running running) {
    return String.format(
        Locale.ROOT,
        "epoch %d of %d, loss %.4f, %,.0f tokens/s",
        running.epoch(),
        running.epochs(),
        running.loss(),
        running.tokensPerSecond());
  }
}
