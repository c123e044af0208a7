package io.tocsin.llama.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RowWorkersTest {
  private static final int THREADS = 3;

  private final RowWorkers workers = new RowWorkers(THREADS);

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  void givesResultsInTheOrderOfTheTasks() {
    // Given a first task that ends after the second.
    CountDownLatch second = new CountDownLatch(1);
    Callable<String> waiting =
        () -> {
          second.await();
          return "first";
        };
    Callable<String> releasing =
        () -> {
          second.countDown();
          return "second";
        };

    // When
    List<String> results = workers.run(List.of(waiting, releasing));

    // Then
    assertEquals(List.of("first", "second"), results);
  }

  @Test
  void runsAsManyTasksAtOnceAsThereAreThreads() {
    CountDownLatch all = new CountDownLatch(THREADS);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Callable<Boolean> meeting =
        () -> {
          threads.add(Thread.currentThread());
          all.countDown();
          all.await();
          return true;
        };

    workers.run(List.of(meeting, meeting, meeting));

    assertEquals(THREADS, threads.size());
  }

  @Test
  void teamsTakeTasksInTurn() {
    try (RowWorkers teams = new RowWorkers(List.of(1, 2))) {
      Callable<String> team = () -> Thread.currentThread().getName().replaceFirst("\\d+$", "");

      assertEquals(
          List.of("rows-0-", "rows-1-", "rows-0-", "rows-1-", "rows-0-"),
          teams.run(Collections.nCopies(5, team)));
    }
  }

  @Test
  void runsMoreTasksThanThreads() {
    List<Callable<Integer>> tasks =
        IntStream.range(0, 100).<Callable<Integer>>mapToObj(i -> () -> i).toList();

    assertEquals(IntStream.range(0, 100).boxed().toList(), workers.run(tasks));
    assertEquals(List.of(), workers.run(List.<Callable<Integer>>of()));
  }

  @Test
  void throwsTheFirstFailureAfterAllTasksHaveEnded() {
    // Given
    IllegalArgumentException first = new IllegalArgumentException("first");
    IOException second = new IOException("second");
    AtomicInteger ended = new AtomicInteger();
    List<Callable<Integer>> tasks = new ArrayList<>();
    tasks.add(
        () -> {
          throw first;
        });
    tasks.add(
        () -> {
          throw second;
        });
    IntStream.range(0, 20).forEach(_ -> tasks.add(ended::incrementAndGet));

    // When
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> workers.run(tasks));

    // Then
    assertSame(first, thrown);
    assertEquals(List.of(second), List.of(thrown.getSuppressed()));
    assertEquals(20, ended.get());
  }

  @Test
  void wrapsFailuresThatAreNotRuntimeExceptions() {
    OutOfMemoryError error = new OutOfMemoryError("device");
    Callable<Integer> failing =
        () -> {
          throw error;
        };

    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> workers.run(List.of(failing)));

    assertSame(error, thrown.getCause());
  }

  @Test
  void worksOnAfterAFailure() {
    Callable<Integer> failing =
        () -> {
          throw new IllegalStateException("one batch");
        };
    assertThrows(IllegalStateException.class, () -> workers.run(List.of(failing)));

    assertEquals(List.of(7), workers.run(List.of(() -> 7)));
  }

  @Test
  void waitsForItsTasksEvenIfInterrupted() {
    // Given tasks that read memory which the caller frees when they are done.
    AtomicInteger ended = new AtomicInteger();
    List<Callable<Integer>> tasks =
        IntStream.range(0, 20).<Callable<Integer>>mapToObj(_ -> ended::incrementAndGet).toList();
    assertFalse(Thread.currentThread().isInterrupted());

    // When
    Thread.currentThread().interrupt();
    int results = workers.run(tasks).size();

    // Then
    assertTrue(Thread.interrupted(), "the interruption is kept for the caller");
    assertEquals(20, results);
    assertEquals(20, ended.get());
  }
}
