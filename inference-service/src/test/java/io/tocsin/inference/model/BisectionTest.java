package io.tocsin.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BisectionTest {
  @Test
  void worksOnAllAtOnceWhenNothingFails() {
    List<Integer> sizes = new ArrayList<>();

    List<Result<Integer>> results = Bisection.of(List.of(1, 2, 3), some -> doubled(some, sizes));

    assertEquals(List.of(done(2), done(4), done(6)), results);
    assertEquals(List.of(3), sizes);
  }

  @Test
  void leavesOnlyThoseToBlameUndone() {
    List<Result<Integer>> results =
        Bisection.of(IntStream.range(0, 9).boxed().toList(), BisectionTest::doubledBut3And7);

    assertEquals(9, results.size());
    for (int i = 0; i < 9; i++) {
      Result<Integer> expected =
          i == 3 || i == 7
              ? new Result.Failed<>("java.lang.IllegalArgumentException: not this")
              : done(2 * i);
      assertEquals(expected, results.get(i));
    }
  }

  @Test
  void doesInPartsWhatIsTooMuchAtOnce() {
    List<Integer> sizes = new ArrayList<>();

    List<Result<Integer>> results =
        Bisection.of(
            List.of(1, 2, 3, 4),
            some -> {
              if (some.size() > 2) {
                throw new OutOfMemoryError("as if");
              }
              return doubled(some, sizes);
            });

    assertEquals(List.of(done(2), done(4), done(6), done(8)), results);
    assertEquals(List.of(2, 2), sizes);
  }

  @Test
  void asksNobodyAboutNothing() {
    assertEquals(List.of(), Bisection.of(List.of(), BisectionTest::doubledBut3And7));
  }

  private static Result<Integer> done(int value) {
    return new Result.Done<>(value);
  }

  private static List<Integer> doubled(List<Integer> numbers, List<Integer> sizes) {
    sizes.add(numbers.size());
    return numbers.stream().map(number -> 2 * number).toList();
  }

  private static List<Integer> doubledBut3And7(List<Integer> numbers) {
    if (numbers.contains(3) || numbers.contains(7)) {
      throw new IllegalArgumentException("not this");
    }
    return numbers.stream().map(number -> 2 * number).toList();
  }
}
