package io.tocsin.llama.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that each compute some rows of a batch, PyTorch being single-threaded within each. */
public final class RowWorkers implements AutoCloseable {
  private final int count;
  private final ExecutorService threads;

  public RowWorkers(int count) {
    this.count = count;
    this.threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("rows-", 0).factory());
  }

  public int count() {
    return count;
  }

  /**
   * Runs tasks and waits for all of them, even if interrupted meanwhile: they use memory that the
   * caller frees afterwards. The interruption is kept.
   *
   * @return the results in the order of the tasks
   */
  public <T> List<T> run(List<Callable<T>> tasks) {
    List<Future<T>> futures = tasks.stream().map(threads::submit).toList();
    List<T> results = new ArrayList<>(tasks.size());
    RuntimeException failure = null;
    for (Future<T> future : futures) {
      try {
        results.add(await(future));
      } catch (ExecutionException e) {
        failure = firstOf(failure, e.getCause());
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static <T> T await(Future<T> future) throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException firstOf(RuntimeException known, Throwable cause) {
    if (known != null) {
      known.addSuppressed(cause);
      return known;
    }
    return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
  }

  @Override
  public void close() {
    threads.close();
  }
}
