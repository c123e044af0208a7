package io.tocsin.cli.finetune;

import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.train.Hyperparameters;
import java.util.Locale;
import java.util.stream.Collectors;

/** Hyper-parameters for people. */
final class SettingsText {
  private SettingsText() {}

  static String of(Hyperparameters settings, LoadedBase base) {
    LoraConfig lora = settings.lora();
    return String.format(
        Locale.ROOT,
        """
        base    %d layers of %d, %s on %s
        recipe  %d epochs, learning rate %s (warm-up %s), batch %d × %d, weight decay %s, label smoothing %s, average over %s of the steps
                LoRA r %d, alpha %s%s, dropout %s on %s; class weights %s; texts %s; seed %d""",
        base.config().layers(),
        base.config().hiddenSize(),
        base.model().precision().label(),
        base.copies().names(),
        settings.epochs(),
        settings.learningRate(),
        settings.warmup(),
        settings.batchSize(),
        settings.accumulation(),
        settings.adamW().weightDecay(),
        settings.labelSmoothing(),
        settings.averageShare(),
        lora.r(),
        lora.alpha(),
        lora.rslora() ? " / √r" : "",
        lora.dropout(),
        lora.targets().stream()
            .map(target -> target.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(",")),
        settings.classWeights().values().stream()
            .map(weight -> String.format(Locale.ROOT, "%.3f", weight))
            .collect(Collectors.joining(", ")),
        settings.preparation().label(),
        settings.seed());
  }
}
