package io.tocsin.llama.golden;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What Transformers and PEFT computed with a base and an adapter in fp32, dropout off: {@code
 * golden.json}.
 *
 * @param texts the rows
 * @param labels their categories
 * @param inputIds their tokens
 * @param logits of each row [rows, categories]
 * @param classWeights of the loss [categories]
 * @param lossOfFirst the weighted cross-entropy of the first {@link #GRADIENT_ROWS} rows
 * @param adamW a short training run
 */
public record Golden(
    @JsonProperty(required = true) List<String> texts,
    @JsonProperty(required = true) List<Integer> labels,
    @JsonProperty(value = "input_ids", required = true) List<List<Integer>> inputIds,
    @JsonProperty(required = true) List<List<Double>> logits,
    @JsonProperty(value = "class_weights", required = true) List<Double> classWeights,
    @JsonProperty(value = "loss_first8", required = true) double lossOfFirst,
    @JsonProperty(value = "adamw", required = true) Run adamW) {
  /** The loss and the gradients are of so many rows. */
  public static final int GRADIENT_ROWS = 8;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /**
   * Training at a constant learning rate, rows in order, over and over.
   *
   * @param losses each step's loss before its update
   */
  public record Run(
      @JsonProperty(required = true) double lr,
      @JsonProperty(value = "weight_decay", required = true) double weightDecay,
      @JsonProperty(required = true) List<Double> betas,
      @JsonProperty(required = true) double eps,
      @JsonProperty(value = "max_grad_norm", required = true) double maxGradNorm,
      @JsonProperty(required = true) int batch,
      @JsonProperty(required = true) int steps,
      @JsonProperty(required = true) List<Double> losses) {}

  /**
   * Reads {@code golden.json} of a folder.
   *
   * @throws IOException if it is missing, or lacks a field
   */
  public static Golden read(Path folder) throws IOException {
    return JSON.readValue(folder.resolve("golden.json").toFile(), Golden.class);
  }

  /** Returns the tokens of all rows. */
  List<int[]> sequences() {
    return inputIds.stream()
        .map(ids -> ids.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
