package io.tocsin.training;

import io.tocsin.contracts.retrain.ClassWeighting;
import io.tocsin.contracts.retrain.Lora;
import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.ClassWeights;
import io.tocsin.llama.model.AdamW;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.llama.train.Hyperparameters;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Hyper-parameters as requests state them, in the model's terms. */
public final class RequestedTraining {
  private RequestedTraining() {}

  /**
   * Translates what a request states.
   *
   * @param categories in the order of the head's rows
   * @param counts rows that teach, of each category. Shape: [categories]
   * @throws IllegalArgumentException naming what this model does not know, or what the counts do
   *     not allow
   */
  public static Hyperparameters hyperparameters(
      io.tocsin.contracts.retrain.Hyperparameters requested,
      Categories categories,
      int[] counts,
      long seed) {
    return new Hyperparameters(
        lora(requested.lora()),
        adamW(requested.adamW()),
        requested.epochs(),
        requested.learningRate(),
        requested.warmup(),
        requested.batchSize(),
        requested.accumulation(),
        requested.averageShare(),
        requested.labelSmoothing(),
        classWeights(requested.classWeights(), categories, counts),
        TextPreparation.of(requested.textPreparation()),
        requested.maxTokens(),
        requested.recompute(),
        seed);
  }

  /**
   * Translates the form of the adaptation.
   *
   * @throws IllegalArgumentException if a target is no projection of the model
   */
  public static LoraConfig lora(Lora requested) {
    Set<Projection> targets = EnumSet.noneOf(Projection.class);
    requested.targets().forEach(name -> targets.add(projection(name)));
    return new LoraConfig(
        requested.r(), requested.alpha(), requested.dropout(), requested.rslora(), targets);
  }

  /** Translates the optimiser's constants. */
  public static AdamW adamW(io.tocsin.contracts.retrain.AdamW requested) {
    return new AdamW(
        requested.beta1(),
        requested.beta2(),
        requested.eps(),
        requested.weightDecay(),
        requested.maxGradientNorm());
  }

  private static Projection projection(String name) {
    return Arrays.stream(Projection.values())
        .filter(projection -> projection.suffix().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "lora.targets: expected some of %s, found %s".formatted(targetNames(), name)));
  }

  private static String targetNames() {
    return Arrays.stream(Projection.values())
        .map(Projection::suffix)
        .collect(Collectors.joining(", "));
  }

  private static ClassWeights classWeights(
      ClassWeighting requested, Categories categories, int... counts) {
    return switch (requested) {
      case ClassWeighting.Equal _ -> ClassWeights.equal(categories.size());
      case ClassWeighting.Balanced _ -> ClassWeights.balanced(counts);
      case ClassWeighting.Given given -> given(given, categories.names());
    };
  }

  private static ClassWeights given(ClassWeighting.Given requested, List<String> categories) {
    if (!requested.weights().keySet().equals(new HashSet<>(categories))) {
      throw new IllegalArgumentException(
          "classWeights: expected a weight for each of %s, found %s"
              .formatted(categories, requested.weights()));
    }
    return new ClassWeights(categories.stream().map(requested.weights()::get).toList());
  }
}
