package io.tocsin.trainer.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How one thread tells another that its job is no longer wanted. Threads may share it. */
public final class Cancellation {
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final List<Runnable> wakers = new CopyOnWriteArrayList<>();

  /** Cancels, for good. */
  public void cancel() {
    cancelled.countDown();
    wakers.forEach(Runnable::run);
  }

  /** Returns whether it was cancelled. */
  public boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  /**
   * Goes on only if nothing was cancelled.
   *
   * @throws JobCancelledException if it was
   */
  public void check() {
    if (isCancelled()) {
      throw new JobCancelledException();
    }
  }

  /** Has something run when it is cancelled, or now if it was: it must not mind running twice. */
  public void onCancel(Runnable waker) {
    wakers.add(waker);
    if (isCancelled()) {
      waker.run();
    }
  }

  /**
   * Waits.
   *
   * @throws JobCancelledException as soon as it is cancelled
   */
  public void pause(Duration time) {
    try {
      boolean early = cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS);
      if (early) {
        throw new JobCancelledException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobCancelledException();
    }
  }
}
