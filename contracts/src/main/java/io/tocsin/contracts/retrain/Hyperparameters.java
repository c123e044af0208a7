package io.tocsin.contracts.retrain;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;

/**
 * What decides a training, together with base, labels and seed. All are stated, none has a default
 * here: an adapter must be made again from what is written down.
 *
 * @param lora the adaptation's form
 * @param adamW the optimiser's constants
 * @param epochs passes over the training rows, from 1
 * @param learningRate the highest, above 0
 * @param warmup the share of all steps in which the learning rate rises
 * @param batchSize rows of one forward pass, from 1
 * @param accumulation batches of one optimiser step, from 1
 * @param averageShare the adapter is the exponential moving average of the weights that looks back
 *     on this share of all steps, in [0, 1]; 0 for the last weights
 * @param labelSmoothing share of the target spread evenly over all categories, in [0, 1)
 * @param classWeights the weight of each category in the loss
 * @param textPreparation the name of what happens to texts before they are tokenised, such as
 *     {@code words-1}
 * @param maxTokens texts are cut off after so many tokens, from 1
 * @param recompute whether layers run again in the backward pass to save memory
 * @param epochChoice which epoch's adapter is kept
 */
@Contract
public record Hyperparameters(
    Lora lora,
    AdamW adamW,
    @Required int epochs,
    @Required double learningRate,
    @Required double warmup,
    @Required int batchSize,
    @Required int accumulation,
    @Required double averageShare,
    @Required double labelSmoothing,
    ClassWeighting classWeights,
    String textPreparation,
    @Required int maxTokens,
    @Required boolean recompute,
    EpochChoice epochChoice) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Hyperparameters {
    Require.present("lora", lora);
    Require.present("adamW", adamW);
    Require.atLeast("epochs", 1, epochs);
    Require.positive("learningRate", learningRate);
    Require.share("warmup", warmup);
    Require.atLeast("batchSize", 1, batchSize);
    Require.atLeast("accumulation", 1, accumulation);
    Require.share("averageShare", averageShare);
    Require.shareBelowOne("labelSmoothing", labelSmoothing);
    Require.present("classWeights", classWeights);
    Require.filled("textPreparation", textPreparation);
    Require.atLeast("maxTokens", 1, maxTokens);
    Require.present("epochChoice", epochChoice);
  }
}
