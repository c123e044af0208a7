package io.tocsin.trainer.job;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.contracts.retrain.Hyperparameters;
import io.tocsin.llama.train.EpochProgress;
import io.tocsin.llama.train.StepProgress;
import io.tocsin.llama.train.TrainingResult;
import io.tocsin.messaging.message.MessageJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All that decided an adapter, and how its training went: {@code training.json} beside it. Nothing
 * here tells when, where or for whom, so that whoever makes the adapter again gets the same bytes.
 *
 * @param baseFingerprint of the base
 * @param computed with what
 * @param categories in the order of the head's rows
 * @param labels what it was made from
 * @param rows how they were used
 * @param hyperparameters as requested
 * @param classWeights what the weighting came to, in the categories' order
 * @param seed as requested
 * @param bestEpoch the epoch whose adapter was kept
 * @param epochs every epoch
 * @param steps every optimiser step
 */
record TrainingRecord(
    String baseFingerprint,
    Computed computed,
    List<String> categories,
    LabelSnapshot labels,
    Rows rows,
    Hyperparameters hyperparameters,
    List<Double> classWeights,
    long seed,
    int bestEpoch,
    List<Epoch> epochs,
    List<Step> steps) {
  static final String NAME = "training.json";

  /** With what an adapter's numbers were computed: another may round otherwise. */
  record Computed(String device, String precision, String pytorch) {}

  /** How many rows were used how. */
  record Rows(int train, int select, int gate) {}

  /**
   * The state after an epoch.
   *
   * @param accuracy on the select rows, if there were any
   */
  record Epoch(int epoch, double loss, Optional<Double> accuracy) {
    static Epoch of(EpochProgress progress) {
      return new Epoch(
          progress.epoch(), progress.loss(), progress.select().map(found -> found.accuracy()));
    }
  }

  /** An optimiser step, without its speed. */
  record Step(long step, int epoch, double loss, double learningRate, double gradientNorm) {
    static Step of(StepProgress progress) {
      return new Step(
          progress.step(),
          progress.epoch(),
          progress.loss(),
          progress.learningRate(),
          progress.gradientNorm());
    }
  }

  static List<Epoch> epochs(TrainingResult result) {
    return result.epochs().stream().map(Epoch::of).toList();
  }

  static List<Step> steps(TrainingResult result) {
    return result.steps().stream().map(Step::of).toList();
  }

  /** Writes it into an adapter's folder. */
  void write(Path folder) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    String json = MessageJson.mapper().writer(printer).writeValueAsString(this);
    Files.writeString(folder.resolve(NAME), json + "\n");
  }
}
