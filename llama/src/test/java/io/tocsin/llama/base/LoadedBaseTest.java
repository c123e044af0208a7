package io.tocsin.llama.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.llama.text.TweetText;
import io.tocsin.llama.tokenizer.TweetTokenizer;
import java.io.IOException;
import java.nio.file.Files;
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
  void givesTheModelATokenEvenForATextThatComesToNone() throws IOException {
    // Given a tokenizer that puts nothing before the text
    new SmallBase().write(folder);
    Path tokenizer = folder.resolve("tokenizer.json");
    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(tokenizer.toFile());
    json.putNull("post_processor");
    Files.writeString(tokenizer, json.toString());

    // When
    try (LoadedBase base = LoadedBase.load(folder, Device.cpu(), Precision.FLOAT32)) {
      int[] tokens = base.tokens(TextPreparation.PLAIN, TweetText.of(""), 64);

      // Then
      assertEquals(0, base.tokenizer().encode("", 64).length);
      assertArrayEquals(new int[] {base.padTokenId()}, tokens);
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
