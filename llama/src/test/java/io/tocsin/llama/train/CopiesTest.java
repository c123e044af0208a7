package io.tocsin.llama.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.classify.ServedAdapter;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.model.Placement;
import io.tocsin.llama.model.Placement.Spread;
import io.tocsin.llama.model.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A base on several devices trains and classifies as on one, to the last bit on CPUs. */
final class CopiesTest {
  private static final Dataset TRAIN = Tweets.separable(44, 1);
  private static final List<LabelledTweet> SELECT = Tweets.separable(30, 2).rows();

  private static Path model;
  private static TrainingResult expected;
  private static List<Classification> answers;

  @TempDir Path folder;

  @BeforeAll
  static void trainOnOneDevice(@TempDir Path model, @TempDir Path work) throws IOException {
    CopiesTest.model = new SmallBase().write(model);
    try (LoadedBase one = load(1, Spread.COPIES)) {
      expected = train(one, work.resolve("checkpoint"));
      answers = classify(one);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, COPIES", "3, COPIES", "2, LAYERS"})
  void theNumberOfDevicesDecidesNothing(int devices, Spread spread) throws IOException {
    try (LoadedBase base = load(devices, spread)) {
      TrainingResult found = train(base, folder.resolve("checkpoint"));

      assertEquals(spread == Spread.COPIES ? devices : 1, base.copies().all().size());
      assertEquals(devices, base.copies().devices());
      assertEquals(expected.adapter(), found.adapter());
      assertEquals(expected.epochs(), found.epochs());
      assertEquals(answers, classify(base));
    }
  }

  private static LoadedBase load(int devices, Spread spread) throws IOException {
    Placement placement = new Placement(Collections.nCopies(devices, Device.cpu()), spread);
    return LoadedBase.load(model, placement, Precision.FLOAT32);
  }

  private static TrainingResult train(LoadedBase base, Path checkpoint) throws IOException {
    Settings settings = new Settings();
    settings.batchSize = 10;
    settings.accumulation = 2;
    settings.recompute = true;
    return new FineTuning(base, settings.build(), TRAIN, SELECT, checkpoint, KilledAfter.NEVER)
        .run();
  }

  /** More texts than a batch holds, so that each copy has some. */
  private static List<Classification> classify(LoadedBase base) {
    List<String> texts = Tweets.separable(200, 3).rows().stream().map(LabelledTweet::text).toList();
    try (Classifier classifier = new Classifier(base, 64);
        ServedAdapter served = classifier.add(expected.adapter())) {
      return classifier.classify(served, texts);
    }
  }
}
