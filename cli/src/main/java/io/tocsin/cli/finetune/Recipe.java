package io.tocsin.cli.finetune;

import io.tocsin.cli.option.AdapterOptions;
import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.data.ClassWeights;
import io.tocsin.llama.model.AdamW;
import io.tocsin.llama.train.Hyperparameters;
import java.util.EnumSet;

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
    double labelSmoothing,
    ClassWeighting classWeights,
    int maxTokens,
    boolean recompute,
    Selection selection) {

  /** What becomes of the select rows. */
  public enum Selection {
    /** They choose the epoch whose adapter is kept. */
    ON,
    /** They teach like the others, and the last epoch's adapter is kept. */
    OFF
  }

  /** Recipes by name. */
  public enum Preset {
    DEFAULT,
    SEED
  }

  public static final Recipe DEFAULT =
      new Recipe(
          new LoraConfig(16, 16, 0.05, false, EnumSet.of(Projection.Q, Projection.V)),
          AdamW.DEFAULT,
          4,
          1e-3,
          0.06,
          32,
          1,
          0,
          new ClassWeighting.Balanced(),
          Integer.parseInt(AdapterOptions.MAX_LENGTH),
          false,
          Selection.ON);

  /**
   * As the lab report behind this project trained: 30 epochs, rank and alpha 16, dropout 0.05 on q
   * and v, weighted cross-entropy, the last epoch's adapter. What it does not tell is as in {@link
   * #DEFAULT}.
   */
  public static final Recipe SEED =
      new Recipe(
          DEFAULT.lora,
          DEFAULT.adamW,
          30,
          DEFAULT.learningRate,
          DEFAULT.warmup,
          DEFAULT.batch,
          DEFAULT.accumulation,
          DEFAULT.labelSmoothing,
          DEFAULT.classWeights,
          DEFAULT.maxTokens,
          DEFAULT.recompute,
          Selection.OFF);

  static Recipe of(Preset preset) {
    return switch (preset) {
      case DEFAULT -> DEFAULT;
      case SEED -> SEED;
    };
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
        labelSmoothing,
        weights,
        maxTokens,
        recompute,
        seed);
  }
}
