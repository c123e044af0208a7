package io.tocsin.cli.finetune;

import io.tocsin.cli.option.AdapterOptions;
import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.data.ClassWeights;
import io.tocsin.llama.model.AdamW;
import io.tocsin.llama.text.TextPreparation;
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
    OFF
  }

  /** Recipes by name. */
  public enum Preset {
    DEFAULT,
    SEED
  }

  /**
   * What five-fold cross-validation within the training part of the public disaster task chose for
   * the small base: see docs/decisions/0005.
   */
  public static final Recipe DEFAULT =
      new Recipe(
          new LoraConfig(16, 32, 0, false, EnumSet.allOf(Projection.class)),
          AdamW.DEFAULT,
          3,
          5e-4,
          0.06,
          32,
          1,
          0.35,
          0,
          new ClassWeighting.Equal(),
          TextPreparation.WORDS,
          Integer.parseInt(AdapterOptions.MAX_LENGTH),
          false,
          Selection.OFF);

  /**
   * As the lab report behind this project trained: 30 epochs, rank and alpha 16, dropout 0.05 on q
   * and v, weighted cross-entropy, the last epoch's adapter. What it does not tell is usual for
   * LoRA.
   */
  public static final Recipe SEED =
      new Recipe(
          new LoraConfig(16, 16, 0.05, false, EnumSet.of(Projection.Q, Projection.V)),
          DEFAULT.adamW,
          30,
          1e-3,
          DEFAULT.warmup,
          DEFAULT.batch,
          DEFAULT.accumulation,
          0,
          DEFAULT.labelSmoothing,
          new ClassWeighting.Balanced(),
          TextPreparation.PLAIN,
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
        averageShare,
        labelSmoothing,
        weights,
        preparation,
        maxTokens,
        recompute,
        seed);
  }
}
