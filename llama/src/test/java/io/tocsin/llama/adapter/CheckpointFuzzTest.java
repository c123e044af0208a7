package io.tocsin.llama.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tocsin.llama.checkpoint.CheckpointException;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.checkpoint.LlamaConfigReader;
import io.tocsin.llama.safetensors.SafetensorsException;
import io.tocsin.llama.safetensors.SafetensorsFile;
import io.tocsin.llama.safetensors.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a checkpoint's file holds: it is read, or refused with the reason. Any other
 * failure would be taken for a disk that cannot be read just now, and tried for ever.
 */
final class CheckpointFuzzTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/random-llama3");
  private static final String BASE_CONFIG = "config.json";

  /** The first byte of an input says which file it is. The others of its folder are sound. */
  private static final List<String> FILES =
      List.of(PeftFolder.WEIGHTS, PeftFolder.CONFIG, PeftFolder.PROVENANCE, BASE_CONFIG);

  @TempDir private static Path folder;
  private static LlamaConfig base;
  private static List<byte[]> sound;

  @BeforeAll
  static void fillFolder() throws IOException {
    base = LlamaConfigReader.read(GOLDEN.resolve("base").resolve(BASE_CONFIG));
    sound = contents();
    for (int file = 0; file < FILES.size(); file++) {
      Files.write(folder.resolve(FILES.get(file)), sound.get(file));
    }
  }

  private static List<byte[]> contents() throws IOException {
    return List.of(
        Files.readAllBytes(GOLDEN.resolve("adapter").resolve(PeftFolder.WEIGHTS)),
        Files.readAllBytes(GOLDEN.resolve("adapter").resolve(PeftFolder.CONFIG)),
        "{\"categories\": [\"not\", \"disaster\"], \"text_preparation\": \"words-1\"}"
            .getBytes(UTF_8),
        Files.readAllBytes(GOLDEN.resolve("base").resolve(BASE_CONFIG)));
  }

  /** Every file as it should be. */
  static Stream<byte[]> soundInputs() throws IOException {
    List<byte[]> contents = contents();
    return IntStream.range(0, FILES.size()).mapToObj(file -> input(file, contents.get(file)));
  }

  private static byte[] input(int file, byte... content) {
    byte[] input = new byte[content.length + 1];
    input[0] = (byte) ('0' + file);
    System.arraycopy(content, 0, input, 1, content.length);
    return input;
  }

  @MethodSource("soundInputs")
  @FuzzTest(maxDuration = "2s")
  void readsOrSaysWhatIsWrong(byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    int file = Math.floorMod(input[0] - '0', FILES.size());
    Path fuzzed = folder.resolve(FILES.get(file));
    Files.write(fuzzed, Arrays.copyOfRange(input, 1, input.length));
    try {
      read(fuzzed);
    } catch (CheckpointException | SafetensorsException e) {
      assertFalse(e.getMessage().isBlank());
    } finally {
      Files.write(fuzzed, sound.get(file));
    }
  }

  private static void read(Path file) throws IOException {
    if (file.endsWith(BASE_CONFIG)) {
      LlamaConfigReader.read(file);
      return;
    }
    if (file.endsWith(PeftFolder.WEIGHTS)) {
      readTensors(file);
    }
    PeftFolder.read(folder, base);
  }

  private static void readTensors(Path file) throws IOException {
    try (SafetensorsFile weights = SafetensorsFile.open(file)) {
      long bytes =
          weights.names().stream()
              .map(weights::tensor)
              .map(Tensor::data)
              .mapToLong(data -> data.byteSize())
              .sum();
      assertTrue(bytes <= Files.size(file), "more data than the file has");
    }
  }
}
