package io.tocsin.inference.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds out which inputs are to blame when work on many of them fails: halves are tried until those
 * that fail are alone. Work that only fails on too much at once, as for want of memory, is done in
 * smaller parts.
 */
public final class Bisection {
  private Bisection() {}

  /**
   * Works on all inputs that can be worked on.
   *
   * @param work returns as many results as it is given inputs, in their order
   * @return a result for each input, in their order
   */
  public static <I, O> List<Result<O>> of(List<I> inputs, Function<List<I>, List<O>> work) {
    return of(inputs, work, _ -> {});
  }

  /**
   * Works on all inputs that can be worked on.
   *
   * @param onDivided hears why, if they cannot be worked on all at once
   */
  static <I, O> List<Result<O>> of(
      List<I> inputs, Function<List<I>, List<O>> work, Consumer<String> onDivided) {
    if (inputs.isEmpty()) {
      return List.of();
    }
    try {
      return work.apply(inputs).stream().<Result<O>>map(Result.Done::new).toList();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      if (inputs.size() == 1) {
        return List.of(new Result.Failed<>(reason(e)));
      }
      onDivided.accept(reason(e));
      return halves(inputs, work);
    }
  }

  private static <I, O> List<Result<O>> halves(List<I> inputs, Function<List<I>, List<O>> work) {
    int half = inputs.size() / 2;
    List<Result<O>> results = new ArrayList<>(inputs.size());
    results.addAll(of(inputs.subList(0, half), work));
    results.addAll(of(inputs.subList(half, inputs.size()), work));
    return results;
  }

  private static String reason(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getName() : failure.toString();
  }
}
