package io.tocsin.llama.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.adapter.PeftFolder;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.model.BaseCopies;
import io.tocsin.llama.model.Placement;
import io.tocsin.llama.model.Placement.Spread;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.tokenizer.TweetTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenCheckTest {
  /** What single precision achieves; the program itself promises 1e-3. */
  private static final double SINGLE_PRECISION = 1e-5;

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path TINY = Path.of("../models/tiny-llama3");

  @ParameterizedTest
  @CsvSource({
    "tiny-base, false, COPIES, 1",
    "tiny-base, true, COPIES, 1",
    "random-llama3, false, COPIES, 1",
    "random-llama3, true, COPIES, 1",
    "random-llama32-ropescaling, false, COPIES, 1",
    "random-llama32-ropescaling, true, COPIES, 1",
    "tiny-base, false, COPIES, 2",
    "random-llama3, true, COPIES, 3",
    "random-llama3, true, LAYERS, 2"
  })
  void equalsTransformersAndPeft(String name, boolean recompute, Spread spread, int devices)
      throws IOException {
    Path folder = GOLDEN.resolve(name);
    Path baseFolder = name.equals("tiny-base") ? TINY : folder.resolve("base");
    try (Checkpoint checkpoint = Checkpoint.open(baseFolder);
        BaseCopies base = load(checkpoint, spread, devices, Precision.FLOAT32)) {
      Adapter adapter = PeftFolder.read(folder.resolve("adapter"), checkpoint.config());

      GoldenReport report = new GoldenCheck(folder, base, adapter, recompute).run(Optional.empty());

      assertTrue(report.passed(), report::toString);
      assertTrue(report.logits() < SINGLE_PRECISION, report::toString);
      assertTrue(report.gradients() < SINGLE_PRECISION, report::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({"tiny-base", "random-llama3", "random-llama32-ropescaling"})
  void agreesInBfloat16AsFarAsItsRoundingsLetIt(String name) throws IOException {
    Path folder = GOLDEN.resolve(name);
    Path baseFolder = name.equals("tiny-base") ? TINY : folder.resolve("base");
    try (Checkpoint checkpoint = Checkpoint.open(baseFolder);
        BaseCopies base = load(checkpoint, Spread.COPIES, 1, Precision.BFLOAT16)) {
      Adapter adapter = PeftFolder.read(folder.resolve("adapter"), checkpoint.config());

      GoldenReport report = new GoldenCheck(folder, base, adapter, false).run(Optional.empty());

      assertTrue(report.passed(), report::toString);
      assertTrue(report.logits() > SINGLE_PRECISION, "not bfloat16: " + report);
    }
  }

  private static BaseCopies load(
      Checkpoint checkpoint, Spread spread, int devices, Precision precision) {
    Placement placement = new Placement(Collections.nCopies(devices, Device.cpu()), spread);
    return BaseCopies.load(checkpoint, placement, precision);
  }

  @ParameterizedTest
  @CsvSource({"tiny-base", "random-llama3", "random-llama32-ropescaling"})
  void tokenizesAsTransformers(String name) throws IOException {
    Golden golden = Golden.read(GOLDEN.resolve(name));
    try (TweetTokenizer tokenizer = TweetTokenizer.open(TINY.resolve("tokenizer.json"))) {
      for (int row = 0; row < golden.texts().size(); row++) {
        int[] ids = tokenizer.encode(golden.texts().get(row), Integer.MAX_VALUE);

        assertEquals(golden.inputIds().get(row), Arrays.stream(ids).boxed().toList());
      }
    }
  }
}
