package io.tocsin.llama.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.tokenizer.TweetTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadedBaseTest {
  @TempDir Path folder;

  @Test
  void loadsModelTokenizerAndFingerprint() throws IOException {
    // Given
    new SmallBase().write(folder);

    // When
    try (LoadedBase base = LoadedBase.load(folder, Device.cpu(), Precision.FLOAT32);
        Checkpoint checkpoint = Checkpoint.open(folder);
        TweetTokenizer tokenizer = TweetTokenizer.open(SmallBase.TOKENIZER)) {
      // Then
      assertEquals(checkpoint.fingerprint(), base.fingerprint());
      assertEquals(checkpoint.config(), base.config());
      assertArrayEquals(
          tokenizer.encode("Fire downtown", 64), base.tokenizer().encode("Fire downtown", 64));
    }
  }

  @Test
  void padsWithTheEndOfTextOfTheConfiguration() throws IOException {
    new SmallBase().write(folder);

    try (LoadedBase base = LoadedBase.load(folder, Device.cpu(), Precision.FLOAT32)) {
      assertEquals(base.config().eosTokenIds().getFirst(), base.padTokenId());
    }
  }

  @Test
  void refusesFolderWithoutTokenizer() {
    IOException e =
        assertThrows(
            IOException.class,
            () -> LoadedBase.load(SmallBase.FOLDER, Device.cpu(), Precision.FLOAT32));

    assertEquals(SmallBase.FOLDER + ": expected a tokenizer.json", e.getMessage());
  }
}
