package io.tocsin.inference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** What is done to the folder of a sound adapter before it is stored. */
@FunctionalInterface
interface Spoiling {
  String CONFIG = "adapter_config.json";
  String WEIGHTS = "adapter_model.safetensors";
  String PROVENANCE = "tocsin.json";

  void of(Path folder) throws IOException;

  static Spoiling cut(int bytes) {
    return weights(all -> Arrays.copyOf(all, bytes));
  }

  static Spoiling half() {
    return weights(all -> Arrays.copyOf(all, all.length / 2));
  }

  static Spoiling longer() {
    return weights(all -> Arrays.copyOf(all, all.length + 1));
  }

  static Spoiling headerLength(long length) {
    return weights(
        all -> {
          littleEndian(all).putLong(0, length);
          return all;
        });
  }

  static Spoiling lastWeights(int count, float weight) {
    return weights(
        all -> {
          for (int i = 1; i <= count; i++) {
            littleEndian(all).putFloat(all.length - i * Float.BYTES, weight);
          }
          return all;
        });
  }

  /** Replaces every such text by one of the same length in bytes, if the file has binary parts. */
  static Spoiling replace(String file, String text, String by) {
    Charset everyByte = StandardCharsets.ISO_8859_1;
    return folder -> {
      String before = Files.readString(folder.resolve(file), everyByte);
      String after = before.replace(text, by);
      if (after.equals(before)) {
        throw new AssertionError(file + " has no " + text);
      }
      Files.writeString(folder.resolve(file), after, everyByte);
    };
  }

  static Spoiling write(String file, String content) {
    return write(file, content, StandardCharsets.UTF_8);
  }

  static Spoiling write(String file, String content, Charset charset) {
    return folder -> Files.writeString(folder.resolve(file), content, charset);
  }

  static Spoiling delete(String file) {
    return folder -> Files.delete(folder.resolve(file));
  }

  static Spoiling pickle() {
    return folder -> Files.move(folder.resolve(WEIGHTS), folder.resolve("adapter_model.bin"));
  }

  private static Spoiling weights(UnaryOperator<byte[]> change) {
    return folder -> {
      Path file = folder.resolve(WEIGHTS);
      Files.write(file, change.apply(Files.readAllBytes(file)));
    };
  }

  private static ByteBuffer littleEndian(byte... bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
