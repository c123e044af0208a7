package io.tocsin.llama.train;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.tocsin.llama.model.TrainingState;
import io.tocsin.llama.safetensors.DType;
import io.tocsin.llama.safetensors.SafetensorsException;
import io.tocsin.llama.safetensors.SafetensorsFile;
import io.tocsin.llama.safetensors.SafetensorsWriter;
import io.tocsin.llama.safetensors.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The file from which a killed run resumes: one safetensors file, replaced whole after each epoch.
 * The history lies beside the numbers as JSON, not in the header, which has no room for a long one.
 */
final class TrainingCheckpoint {
  /** A field that is not there is not zero. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private static final String RUN = "run";
  private static final String HISTORY = "history";
  private static final String THETA = "theta";
  private static final String AVERAGE = "average";
  private static final String EXP_AVG = "exp_avg";
  private static final String EXP_AVG_SQ = "exp_avg_sq";
  private static final String BEST_THETA = "best_theta";

  private final Path file;
  private final String run;

  /**
   * Names a checkpoint.
   *
   * @param file need not exist
   * @param run what decides the run's result; a checkpoint of another run is refused
   */
  TrainingCheckpoint(Path file, String run) {
    this.file = file;
    this.run = run;
  }

  private record History(
      int epoch,
      int bestEpoch,
      long optimizerSteps,
      List<StepProgress> steps,
      List<EpochProgress> epochs) {}

  void save(RunState state) throws IOException {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    TrainingState training = state.training();
    tensors.put(THETA, vector(training.theta()));
    tensors.put(AVERAGE, vector(training.average()));
    tensors.put(EXP_AVG, vector(training.expAvg()));
    tensors.put(EXP_AVG_SQ, vector(training.expAvgSq()));
    tensors.put(BEST_THETA, vector(state.bestTheta()));
    History history =
        new History(
            state.epoch(), state.bestEpoch(), training.steps(), state.steps(), state.epochs());
    tensors.put(HISTORY, bytes(JSON.writeValueAsBytes(history)));
    Files.createDirectories(file.toAbsolutePath().getParent());
    SafetensorsWriter.write(file, Map.of(RUN, run), tensors);
  }

  /**
   * Reads the checkpoint, if there is one.
   *
   * @throws UnusableCheckpointException if it belongs to a run with other settings or data, or is
   *     no checkpoint
   * @throws IOException if it cannot be read
   */
  Optional<RunState> load() throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try (SafetensorsFile stored = SafetensorsFile.open(file)) {
      requireThisRun(stored.metadata().get(RUN));
      return Optional.of(state(stored));
    } catch (SafetensorsException
        | JsonProcessingException
        | NoSuchElementException
        | IllegalArgumentException e) {
      throw new UnusableCheckpointException(
          "%s: expected a checkpoint, delete it to begin anew: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  private void requireThisRun(String found) {
    if (!run.equals(found)) {
      throw new UnusableCheckpointException(
          "%s belongs to a run with other settings, data, base, kind of device or precision: give another output folder or delete it. Expected %s, found %s"
              .formatted(file, run, found));
    }
  }

  private static RunState state(SafetensorsFile stored) throws IOException {
    byte[] json = stored.tensor(HISTORY).data().toArray(JAVA_BYTE);
    History history = JSON.readValue(json, History.class);
    TrainingState training =
        new TrainingState(
            stored.tensor(THETA).toFloats(),
            stored.tensor(AVERAGE).toFloats(),
            stored.tensor(EXP_AVG).toFloats(),
            stored.tensor(EXP_AVG_SQ).toFloats(),
            history.optimizerSteps());
    return new RunState(
        history.epoch(),
        training,
        stored.tensor(BEST_THETA).toFloats(),
        history.bestEpoch(),
        history.steps(),
        history.epochs());
  }

  private static Tensor bytes(byte... values) {
    return new Tensor(DType.U8, new long[] {values.length}, MemorySegment.ofArray(values));
  }

  private static Tensor vector(float[] values) {
    return Tensor.ofFloats(new long[] {values.length}, values);
  }
}
