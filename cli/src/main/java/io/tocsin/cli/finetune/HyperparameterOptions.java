package io.tocsin.cli.finetune;

import io.tocsin.cli.option.UsageError;
import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.data.ClassWeights;
import io.tocsin.llama.model.AdamW;
import io.tocsin.llama.text.TextPreparation;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A preset, and what the user wants otherwise. */
final class HyperparameterOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "default",
      description = {
        "default, or seed: 30 epochs on all rows that are not held out, the last epoch kept.",
        "Options below override it."
      })
  private Recipe.Preset preset;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training rows.")
  private Optional<Integer> epochs;

  @Option(names = "--lr", paramLabel = "RATE", description = "The highest learning rate.")
  private Optional<Double> learningRate;

  @Option(
      names = "--warmup",
      paramLabel = "SHARE",
      description = "Share of the steps in which the learning rate rises; then it falls to zero.")
  private Optional<Double> warmup;

  @Option(names = "--batch", paramLabel = "ROWS", description = "Rows of a forward pass.")
  private Optional<Integer> batch;

  @Option(names = "--accumulate", paramLabel = "N", description = "Batches of an optimiser step.")
  private Optional<Integer> accumulation;

  @Option(names = "--weight-decay", paramLabel = "W", description = "AdamW's.")
  private Optional<Double> weightDecay;

  @Option(
      names = "--average",
      paramLabel = "SHARE",
      description =
          "Keep the moving average of the weights that looks back on this share of the steps; 0"
              + " for the last weights.")
  private Optional<Double> averageShare;

  @Option(
      names = "--text",
      paramLabel = "NAME",
      converter = TextPreparationConverter.class,
      description =
          "What happens to texts first: plain, or words-1 (lower case, hashtags cut into words,"
              + " the keyword behind).")
  private Optional<TextPreparation> preparation;

  @Option(
      names = "--label-smoothing",
      paramLabel = "SHARE",
      description = "Share of the target spread over all categories.")
  private Optional<Double> labelSmoothing;

  @Option(
      names = "--class-weights",
      paramLabel = "WEIGHTS",
      converter = ClassWeighting.Converter.class,
      description = "balanced, equal, or a number for each category such as 1,2.5.")
  private Optional<ClassWeighting> classWeights;

  @Option(names = "--r", paramLabel = "RANK", description = "LoRA's rank.")
  private Optional<Integer> rank;

  @Option(names = "--alpha", paramLabel = "ALPHA", description = "LoRA's scaling is ALPHA / RANK.")
  private Optional<Double> alpha;

  @Option(names = "--dropout", paramLabel = "SHARE", description = "LoRA's dropout.")
  private Optional<Double> dropout;

  @Option(names = "--rslora", description = "LoRA's scaling is ALPHA / √RANK.")
  private Optional<Boolean> rslora;

  @Option(
      names = "--targets",
      paramLabel = "LAYERS",
      converter = TargetsConverter.class,
      description = "Adapted layers: some of q,k,v,o,gate,up,down, or all.")
  private Optional<Set<Projection>> targets;

  @Option(
      names = "--max-length",
      paramLabel = "TOKENS",
      description = "Texts are cut off after so many tokens.")
  private Optional<Integer> maxLength;

  @Option(
      names = "--recompute",
      description = "Run layers again in the backward pass: slower, less memory.")
  private Optional<Boolean> recompute;

  @Option(
      names = "--select",
      paramLabel = "on|off",
      description =
          "Whether the select rows choose the epoch (on), or teach and the last epoch is kept"
              + " (off).")
  private Optional<Recipe.Selection> selection;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Of the first weights, the rows' order and dropout.")
  private long seed;

  Recipe.Preset preset() {
    return preset;
  }

  long seed() {
    return seed;
  }

  /** Returns the preset with the user's changes, checked as far as it can be without data. */
  Recipe recipe() {
    Recipe recipe = UsageError.unless(command, () -> changed(Recipe.of(preset)));
    UsageError.unless(command, recipe.epochs() > 0, "--epochs: expected one or more");
    UsageError.unless(command, () -> recipe.hyperparameters(ClassWeights.equal(1), seed));
    return recipe;
  }

  private Recipe changed(Recipe preset) {
    return new Recipe(
        changed(preset.lora()),
        changed(preset.adamW()),
        epochs.orElse(preset.epochs()),
        learningRate.orElse(preset.learningRate()),
        warmup.orElse(preset.warmup()),
        batch.orElse(preset.batch()),
        accumulation.orElse(preset.accumulation()),
        averageShare.orElse(preset.averageShare()),
        labelSmoothing.orElse(preset.labelSmoothing()),
        classWeights.orElse(preset.classWeights()),
        preparation.orElse(preset.preparation()),
        maxLength.orElse(preset.maxTokens()),
        recompute.orElse(preset.recompute()),
        selection.orElse(preset.selection()));
  }

  private LoraConfig changed(LoraConfig preset) {
    return new LoraConfig(
        rank.orElse(preset.r()),
        alpha.orElse(preset.alpha()),
        dropout.orElse(preset.dropout()),
        rslora.orElse(preset.rslora()),
        targets.orElse(preset.targets()));
  }

  private AdamW changed(AdamW preset) {
    return new AdamW(
        preset.beta1(),
        preset.beta2(),
        preset.eps(),
        weightDecay.orElse(preset.weightDecay()),
        preset.maxGradientNorm());
  }
}
