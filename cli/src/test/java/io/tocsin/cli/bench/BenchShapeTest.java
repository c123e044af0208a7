package io.tocsin.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.llama.checkpoint.LlamaConfig;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BenchShapeTest {
  @Test
  void tinyIsTheEmbeddedBase() throws IOException {
    LlamaConfig found = BenchShape.of("../models/tiny-llama3").config();

    assertEquals(found, BenchShape.of("tiny").config());
  }

  @Test
  void refusesWhatIsNeitherNameNorFolder() {
    IOException refused = assertThrows(IOException.class, () -> BenchShape.of("2b"));

    assertEquals(
        "--shape: expected tiny, 1b, 8b, 70b or a folder with config.json, found 2b",
        refused.getMessage());
  }
}
