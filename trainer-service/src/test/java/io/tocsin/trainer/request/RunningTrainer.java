package io.tocsin.trainer.request;

import java.time.Duration;

/** A trainer on a thread of its own. */
record RunningTrainer(Trainer trainer, Thread thread) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static RunningTrainer start(Trainer trainer) {
    return new RunningTrainer(trainer, Thread.ofPlatform().daemon().start(trainer));
  }

  @Override
  public void close() {
    trainer.stop();
    try {
      if (!thread.join(PATIENCE)) {
        throw new AssertionError("the trainer does not stop");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
