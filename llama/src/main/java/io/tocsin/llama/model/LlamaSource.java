package io.tocsin.llama.model;

import io.tocsin.llama.checkpoint.LlamaConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program {@code llama.py} with the constants of one configuration filled in. */
final class LlamaSource {
  static final String CLASS = "Llama";

  private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z0-9_]+\\b");

  private LlamaSource() {}

  static String of(LlamaConfig config, Precision precision) {
    Map<String, String> constants = constants(config, precision);
    StringBuilder program = new StringBuilder();
    for (String line : text().lines().toList()) {
      if (!line.stripLeading().startsWith("#")) {
        program.append(fill(line.replaceFirst("\\s+#.*", ""), constants)).append('\n');
      }
    }
    return program.toString();
  }

  private static String fill(String line, Map<String, String> constants) {
    return CONSTANT
        .matcher(line)
        .replaceAll(
            match -> {
              String value = constants.get(match.group());
              if (value == null) {
                throw new IllegalStateException("llama.py names no constant " + match.group());
              }
              return Matcher.quoteReplacement(value);
            });
  }

  private static Map<String, String> constants(LlamaConfig config, Precision precision) {
    Map<String, Number> numbers = new LinkedHashMap<>();
    numbers.put("DTYPE", precision.torchCode());
    numbers.put("HIDDEN", config.hiddenSize());
    numbers.put("ONE_OVER_HIDDEN", 1.0 / config.hiddenSize());
    numbers.put("RMS_NORM_EPS", config.rmsNormEps());
    numbers.put("INTERMEDIATE", config.intermediateSize());
    numbers.put("HEADS", config.heads());
    numbers.put("KV_HEADS", config.keyValueHeads());
    numbers.put("QUERIES_PER_KEY", config.heads() / config.keyValueHeads());
    numbers.put("QUERY_KEY_HEADS", config.heads() + config.keyValueHeads());
    numbers.put("HEAD_DIM", config.headDim());
    numbers.put("ONE_OVER_SQRT_HEAD_DIM", 1 / Math.sqrt(config.headDim()));
    numbers.put("HALF_HEAD_DIM", config.headDim() / 2);
    numbers.put("QUERY_SIZE", config.queryWidth());
    numbers.put("KEY_SIZE", config.keyValueWidth());
    numbers.put("VALUE_SIZE", config.keyValueWidth());
    numbers.put("QUERY_KEY_SIZE", config.queryWidth() + config.keyValueWidth());
    numbers.put("LAYERS", config.layers());
    numbers.put("LAST", config.layers() - 1);
    numbers.put("LAST_SEED", 4 * (config.layers() - 1));
    numbers.put("NORM", 1 + 8 * config.layers());
    Map<String, String> constants = new LinkedHashMap<>();
    numbers.forEach((name, number) -> constants.put(name, number.toString()));
    return constants;
  }

  private static String text() {
    try (InputStream resource = LlamaSource.class.getResourceAsStream("llama.py")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
