package io.tocsin.contracts.retrain;

import java.util.List;

/**
 * Hyper-parameters by name: what those who ask for a training start from.
 *
 * @param name as a person types it
 * @param hyperparameters all that the recipe decides
 */
public record Recipe(String name, Hyperparameters hyperparameters) {
  private static final AdamW ADAM_W = new AdamW(0.9, 0.999, 1e-8, 0.01, 1);
  private static final double WARMUP = 0.06;
  private static final int BATCH_SIZE = 32;
  private static final int MAX_TOKENS = 256;

  /**
   * What five-fold cross-validation within the training part of the public disaster task chose for
   * the small base: see docs/decisions/0005.
   */
  public static final Recipe DEFAULT =
      new Recipe(
          "default",
          new Hyperparameters(
              new Lora(
                  16,
                  32,
                  0,
                  false,
                  List.of(
                      "q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")),
              ADAM_W,
              3,
              5e-4,
              WARMUP,
              BATCH_SIZE,
              1,
              0.35,
              0,
              new ClassWeighting.Equal(),
              "words-1",
              MAX_TOKENS,
              false,
              EpochChoice.LAST));

  /**
   * As the lab report behind this project trained: 30 epochs, rank and alpha 16, dropout 0.05 on q
   * and v, weighted cross-entropy, the last epoch's adapter. What it does not tell is usual for
   * LoRA.
   */
  public static final Recipe SEED =
      new Recipe(
          "seed",
          new Hyperparameters(
              new Lora(16, 16, 0.05, false, List.of("q_proj", "v_proj")),
              ADAM_W,
              30,
              1e-3,
              WARMUP,
              BATCH_SIZE,
              1,
              0,
              0,
              new ClassWeighting.Balanced(),
              "plain",
              MAX_TOKENS,
              false,
              EpochChoice.LAST));

  private static final List<Recipe> ALL = List.of(DEFAULT, SEED);

  /**
   * Returns the recipe of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Recipe of(String name) {
    return ALL.stream()
        .filter(recipe -> recipe.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "recipe: expected one of %s, found %s"
                        .formatted(ALL.stream().map(Recipe::name).toList(), name)));
  }
}
