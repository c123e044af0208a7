package io.tocsin.cli.bench;

import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.checkpoint.LlamaConfigReader;
import io.tocsin.llama.checkpoint.RotaryEmbedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** The shape of a base to measure. */
sealed interface BenchShape {
  /** A published shape, whose weights are random. */
  record Published(LlamaConfig config) implements BenchShape {
    /** The embedded base, {@code models/tiny-llama3}. */
    static final Published TINY =
        new Published(
            new LlamaConfig(
                16_384,
                256,
                704,
                6,
                4,
                2,
                64,
                512,
                1e-5,
                new RotaryEmbedding.Default(10_000),
                true,
                OptionalInt.of(0),
                List.of(1),
                OptionalInt.empty()));

    /** Llama-3.2-1B. */
    static final Published ONE_B =
        new Published(
            new LlamaConfig(
                128_256,
                2_048,
                8_192,
                16,
                32,
                8,
                64,
                131_072,
                1e-5,
                new RotaryEmbedding.Llama3(500_000, 32, 1, 4, 8_192),
                true,
                OptionalInt.of(128_000),
                List.of(128_001),
                OptionalInt.empty()));

    /** Meta-Llama-3-8B. */
    static final Published EIGHT_B =
        new Published(
            new LlamaConfig(
                128_256,
                4_096,
                14_336,
                32,
                32,
                8,
                128,
                8_192,
                1e-5,
                new RotaryEmbedding.Default(500_000),
                false,
                OptionalInt.of(128_000),
                List.of(128_001),
                OptionalInt.empty()));

    /** Meta-Llama-3-70B. */
    static final Published SEVENTY_B =
        new Published(
            new LlamaConfig(
                128_256,
                8_192,
                28_672,
                80,
                64,
                8,
                128,
                8_192,
                1e-5,
                new RotaryEmbedding.Default(500_000),
                false,
                OptionalInt.of(128_000),
                List.of(128_001),
                OptionalInt.empty()));
  }

  /** A folder's shape. */
  record Folder(Path directory, LlamaConfig config) implements BenchShape {}

  LlamaConfig config();

  /**
   * Returns the shape of a name or a folder.
   *
   * @throws IOException if it is neither
   */
  static BenchShape of(String name) throws IOException {
    return switch (name) {
      case "tiny" -> Published.TINY;
      case "1b" -> Published.ONE_B;
      case "8b" -> Published.EIGHT_B;
      case "70b" -> Published.SEVENTY_B;
      default -> folder(Path.of(name));
    };
  }

  private static BenchShape folder(Path directory) throws IOException {
    Path configJson = directory.resolve("config.json");
    if (!Files.exists(configJson)) {
      throw new IOException(
          "--shape: expected tiny, 1b, 8b, 70b or a folder with config.json, found " + directory);
    }
    return new Folder(directory, LlamaConfigReader.read(configJson));
  }
}
