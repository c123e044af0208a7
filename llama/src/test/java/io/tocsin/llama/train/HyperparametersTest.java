package io.tocsin.llama.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class HyperparametersTest {
  @Test
  void namesWhatMakesNoSense() {
    refuses("expected epochs >= 0, found -1", settings -> settings.epochs = -1);
    refuses("expected learning rate > 0, found 0.0", settings -> settings.learningRate = 0);
    refuses("expected learning rate > 0, found NaN", s -> s.learningRate = Double.NaN);
    refuses("expected warmup in [0, 1], found 1.5", settings -> settings.warmup = 1.5);
    refuses("expected batch size > 0, found 0", settings -> settings.batchSize = 0);
    refuses("expected accumulation > 0, found 0", settings -> settings.accumulation = 0);
    refuses("expected label smoothing in [0, 1), found 1.0", s -> s.labelSmoothing = 1);
    refuses("expected max tokens > 0, found 0", settings -> settings.maxTokens = 0);
  }

  private static void refuses(String message, Consumer<Settings> change) {
    Settings settings = new Settings();
    change.accept(settings);

    assertEquals(
        message, assertThrows(IllegalArgumentException.class, settings::build).getMessage());
  }
}
