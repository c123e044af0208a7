package io.tocsin.llama.checkpoint;

import io.tocsin.llama.safetensors.Tensor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Computes a {@link BaseFingerprint}, each tensor by itself and several at a time. */
final class Fingerprinting {
  private final Checkpoint checkpoint;
  private final FingerprintProgress progress;
  private final long total;
  private final AtomicLong done = new AtomicLong();

  Fingerprinting(Checkpoint checkpoint, FingerprintProgress progress) {
    this.checkpoint = checkpoint;
    this.progress = progress;
    this.total =
        checkpoint.names().stream()
            .mapToLong(name -> checkpoint.tensor(name).data().byteSize())
            .sum();
  }

  BaseFingerprint fingerprint() throws IOException {
    StringBuilder lines = new StringBuilder("tocsin base 1\n");
    constants(checkpoint.config())
        .forEach((key, value) -> lines.append("config %s %s\n".formatted(key, value)));
    lines.append("tokenizer %s\n".formatted(tokenizer()));
    List<String> names = checkpoint.names();
    names.parallelStream().map(this::line).toList().forEach(lines::append);
    byte[] utf8 = lines.toString().getBytes(StandardCharsets.UTF_8);
    return new BaseFingerprint(Sha256.hex(MemorySegment.ofArray(utf8), _ -> {}));
  }

  private static SortedMap<String, Object> constants(LlamaConfig config) {
    return new TreeMap<>(
        Map.of(
            "vocab_size", config.vocabSize(),
            "hidden_size", config.hiddenSize(),
            "intermediate_size", config.intermediateSize(),
            "num_hidden_layers", config.layers(),
            "num_attention_heads", config.heads(),
            "num_key_value_heads", config.keyValueHeads(),
            "head_dim", config.headDim(),
            "rms_norm_eps", config.rmsNormEps(),
            "rope", rope(config.rope())));
  }

  private static String rope(RotaryEmbedding rope) {
    return switch (rope) {
      case RotaryEmbedding.Default(double theta) -> "default " + theta;
      case RotaryEmbedding.Linear(double theta, double factor) -> "linear " + theta + " " + factor;
      case RotaryEmbedding.Llama3(
              double theta,
              double factor,
              double low,
              double high,
              int original) ->
          "llama3 " + theta + " " + factor + " " + low + " " + high + " " + original;
    };
  }

  private String tokenizer() throws IOException {
    Optional<Path> file = checkpoint.tokenizerFile();
    return file.isEmpty() ? "none" : Sha256.hex(file.get());
  }

  private String line(String name) {
    Tensor tensor = checkpoint.tensor(name);
    String shape = Arrays.toString(tensor.shape());
    String hash =
        Sha256.hex(tensor.data(), bytes -> progress.advanced(done.addAndGet(bytes), total));
    return "tensor %s %s %s %s\n".formatted(name, tensor.dtype(), shape, hash);
  }
}
