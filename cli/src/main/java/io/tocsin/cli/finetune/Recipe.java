package io.tocsin.cli.finetune;

import io.tocsin.contracts.retrain.EpochChoice;
import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.data.ClassWeights;
import io.tocsin.llama.model.AdamW;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.llama.train.Hyperparameters;
import io.tocsin.training.RequestedTraining;

/**
 * Hyper-parameters as far as they do not depend on the data.
 *
 * @param selection whether the select rows choose the epoch, or teach
 */
public record Recipe(
    LoraConfig lora,
    AdamW adamW,
    int epochs,
    double learningRate,
    double warmup,
    int batch,
    int accumulation,
    double averageShare,
    double labelSmoothing,
    ClassWeighting classWeights,
    TextPreparation preparation,
    int maxTokens,
    boolean recompute,
    Selection selection) {

  /** What becomes of the select rows. */
  public enum Selection {
    /** They choose the epoch whose adapter is kept. */
    ON,
    /** They teach like the others, and the last epoch's adapter is kept. */
    OFF;

    /** Returns the same in the terms of a request. */
    public EpochChoice epochChoice() {
      return switch (this) {
        case ON -> EpochChoice.BEST_ON_SELECT;
        case OFF -> EpochChoice.LAST;
      };
    }

    private static Selection of(EpochChoice choice) {
      return switch (choice) {
        case BEST_ON_SELECT -> ON;
        case LAST -> OFF;
      };
    }
  }

  /** Recipes by name. */
  public enum Preset {
    DEFAULT,
    SEED
  }

  /** As requests for a training have it. */
  public static final Recipe DEFAULT = of(io.tocsin.contracts.retrain.Recipe.DEFAULT);

  /** As requests for a training have it. */
  public static final Recipe SEED = of(io.tocsin.contracts.retrain.Recipe.SEED);

  static Recipe of(Preset preset) {
    return switch (preset) {
      case DEFAULT -> DEFAULT;
      case SEED -> SEED;
    };
  }

  private static Recipe of(io.tocsin.contracts.retrain.Recipe recipe) {
    var stated = recipe.hyperparameters();
    return new Recipe(
        RequestedTraining.lora(stated.lora()),
        RequestedTraining.adamW(stated.adamW()),
        stated.epochs(),
        stated.learningRate(),
        stated.warmup(),
        stated.batchSize(),
        stated.accumulation(),
        stated.averageShare(),
        stated.labelSmoothing(),
        ClassWeighting.of(stated.classWeights()),
        TextPreparation.of(stated.textPreparation()),
        stated.maxTokens(),
        stated.recompute(),
        Selection.of(stated.epochChoice()));
  }

  /** Returns what a run needs, the weights of the categories being known. */
  public Hyperparameters hyperparameters(ClassWeights weights, long seed) {
    return new Hyperparameters(
        lora,
        adamW,
        epochs,
        learningRate,
        warmup,
        batch,
        accumulation,
        averageShare,
        labelSmoothing,
        weights,
        preparation,
        maxTokens,
        recompute,
        seed);
  }
}
