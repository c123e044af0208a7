package io.tocsin.llama.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Threads that each compute some rows of a batch, PyTorch being single-threaded within each. Where
 * a base has several copies, each has a team of threads.
 */
public final class RowWorkers implements AutoCloseable {
  private final List<ExecutorService> teams;

  /** Starts one team. */
  public RowWorkers(int threads) {
    this(List.of(threads));
  }

  /** Starts a team of so many threads each. */
  public RowWorkers(List<Integer> threads) {
    this.teams = IntStream.range(0, threads.size()).mapToObj(i -> team(i, threads.get(i))).toList();
  }

  private static ExecutorService team(int number, int threads) {
    return Executors.newFixedThreadPool(
        threads, Thread.ofPlatform().daemon().name("rows-" + number + "-", 0).factory());
  }

  /**
   * Runs tasks and waits for all of them, even if interrupted meanwhile: they use memory that the
   * caller frees afterwards. The interruption is kept.
   *
   * @param tasks go to the teams in turn: task i to team i modulo their number
   * @return the results in the order of the tasks
   */
  public <T> List<T> run(List<Callable<T>> tasks) {
    List<Future<T>> futures = new ArrayList<>(tasks.size());
    for (Callable<T> task : tasks) {
      futures.add(teams.get(futures.size() % teams.size()).submit(task));
    }
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
    teams.forEach(ExecutorService::close);
  }
}
