package io.tocsin.llama.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.llama.metrics.Metrics;
import io.tocsin.llama.model.TrainingState;
import io.tocsin.llama.safetensors.DType;
import io.tocsin.llama.safetensors.SafetensorsWriter;
import io.tocsin.llama.safetensors.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainingCheckpointTest {
  private static final Metrics METRICS =
      Metrics.of(new int[] {0, 1}, new float[][] {{0.9f, 0.1f}, {0.7f, 0.3f}});
  private static final RunState STATE =
      new RunState(
          2,
          new TrainingState(
              new float[] {1, -0f, Float.MIN_VALUE},
              new float[] {2, 3, 5},
              new float[] {0.1f, 0.2f, 0.3f},
              new float[] {4, 5, 6},
              7),
          new float[] {7, 8, 9},
          1,
          List.of(new StepProgress(1, 4, 1, 1 / 3.0, 1e-300, 0.1, 12.5)),
          List.of(
              new EpochProgress(1, 0.1 + 0.2, Optional.of(METRICS)),
              new EpochProgress(2, 0.5, Optional.empty())));

  @TempDir Path folder;

  private TrainingCheckpoint checkpoint;

  @BeforeEach
  void name() {
    checkpoint = new TrainingCheckpoint(folder.resolve("new/run.safetensors"), "seed 1");
  }

  @Test
  void givesBackEveryBit() throws IOException {
    checkpoint.save(STATE);

    RunState loaded = checkpoint.load().orElseThrow();

    assertEquals(STATE.epoch(), loaded.epoch());
    assertEquals(STATE.bestEpoch(), loaded.bestEpoch());
    assertEquals(STATE.steps(), loaded.steps());
    assertEquals(STATE.epochs(), loaded.epochs());
    assertEquals(STATE.training().steps(), loaded.training().steps());
    assertArrayEquals(STATE.bestTheta(), loaded.bestTheta());
    assertArrayEquals(STATE.training().theta(), loaded.training().theta());
    assertArrayEquals(STATE.training().average(), loaded.training().average());
    assertArrayEquals(STATE.training().expAvg(), loaded.training().expAvg());
    assertArrayEquals(STATE.training().expAvgSq(), loaded.training().expAvgSq());
  }

  @Test
  void holdsTheHistoryOfALongRun() throws IOException {
    List<StepProgress> steps =
        LongStream.rangeClosed(1, 150_000)
            .mapToObj(step -> new StepProgress(step, 150_000, 1, 1 / 3.0, 1e-5 / 3, 0.1, 1e5 / 3))
            .toList();
    RunState state = new RunState(1, STATE.training(), STATE.bestTheta(), 1, steps, STATE.epochs());

    checkpoint.save(state);

    assertEquals(steps, checkpoint.load().orElseThrow().steps());
  }

  @Test
  void replacesTheOneBefore() throws IOException {
    checkpoint.save(RunState.begin(new float[3]));
    checkpoint.save(STATE);

    assertEquals(2, checkpoint.load().orElseThrow().epoch());
    try (var files = Files.list(folder.resolve("new"))) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void isEmptyUntilSaved() throws IOException {
    assertTrue(checkpoint.load().isEmpty());

    checkpoint.save(STATE);

    assertTrue(checkpoint.load().isPresent());
  }

  @Test
  void refusesAnotherRun() throws IOException {
    checkpoint.save(STATE);
    TrainingCheckpoint other = new TrainingCheckpoint(file(), "seed 2");

    UnusableCheckpointException e = assertThrows(UnusableCheckpointException.class, other::load);

    assertEquals(
        file()
            + " belongs to a run with other settings, data, base, kind of device or precision: give"
            + " another output folder or delete it. Expected seed 2, found seed 1",
        e.getMessage());
  }

  @Test
  void saysThatAnotherFileIsNoCheckpoint() throws IOException {
    Files.writeString(file(), "none");

    assertUnusable();
  }

  /** Cut off, of an earlier version whose records had fewer fields, and without any numbers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{'epoch':1,'bestEpoch':1,'optimizerSteps':1,'steps':[],'epochs':[{'epoch':1}]}",
        "{'epoch':1,'bestEpoch':1,'optimizerSteps':1,'steps':[],'epochs':[]}"
      })
  void saysThatItCannotGoOnFromAnotherHistory(String history) throws IOException {
    byte[] json = history.replace('\'', '"').getBytes(UTF_8);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(
        "history", new Tensor(DType.U8, new long[] {json.length}, MemorySegment.ofArray(json)));
    SafetensorsWriter.write(file(), Map.of("run", "seed 1"), tensors);

    assertUnusable();
  }

  private void assertUnusable() throws IOException {
    UnusableCheckpointException e =
        assertThrows(UnusableCheckpointException.class, checkpoint::load);

    assertTrue(e.getMessage().startsWith(file() + ": expected a checkpoint"), e::getMessage);
  }

  private Path file() throws IOException {
    return Files.createDirectories(folder.resolve("new")).resolve("run.safetensors");
  }
}
