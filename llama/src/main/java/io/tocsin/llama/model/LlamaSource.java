package io.tocsin.llama.model;

import io.tocsin.llama.checkpoint.LlamaConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program {@code llama.py} with the constants of one configuration filled in. */
final class LlamaSource {
  static final String CLASS = "Llama";

  private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z0-9_]+\\b");
  private static final Pattern METHOD = Pattern.compile("  def (\\w+)\\(");

  /** The longest row, and the heads, that the attention operator of llama-cuda takes. */
  private static final int LONGEST_ROW = 64;

  private static final Set<Integer> HEAD_DIMS = Set.of(16, 32, 64, 128);

  private LlamaSource() {}

  static String of(LlamaConfig config, Precision precision, Form form) {
    Map<String, String> methods = methods("llama.py");
    form.files().forEach(file -> methods.putAll(methods(file)));
    return fill(String.join("", methods.values()), constants(config, precision, form));
  }

  /** Returns a file's methods by name, and under the empty name what stands before them. */
  static Map<String, String> methods(String file) {
    Map<String, String> methods = new LinkedHashMap<>();
    String name = "";
    for (String line : text(file).lines().toList()) {
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        Matcher method = METHOD.matcher(line);
        name = method.lookingAt() ? method.group(1) : name;
        methods.merge(name, line.replaceFirst("\\s+#.*", "") + '\n', String::concat);
      }
    }
    return methods;
  }

  private static String fill(String program, Map<String, String> constants) {
    return CONSTANT
        .matcher(program)
        .replaceAll(
            match -> {
              String value = constants.get(match.group());
              if (value == null) {
                throw new IllegalStateException("the program names no constant " + match.group());
              }
              return Matcher.quoteReplacement(value);
            });
  }

  private static Map<String, String> constants(LlamaConfig config, Precision precision, Form form) {
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
    numbers.put("LAST_PLACE", 4 * (config.layers() - 1));
    numbers.put("NORM", 1 + 6 * config.layers());
    int valueRows = form.divided() ? config.keyValueWidth() : 0;
    int upRows = form.divided() ? config.intermediateSize() : 0;
    numbers.put("LORA_QUERY_KEY", config.queryWidth() + 2 * config.keyValueWidth() - valueRows);
    numbers.put("LORA_VALUE", valueRows);
    numbers.put("LORA_GATE", 2 * config.intermediateSize() - upRows);
    numbers.put("LORA_UP", upRows);
    boolean attends = precision != Precision.FLOAT32 && HEAD_DIMS.contains(config.headDim());
    numbers.put("LONGEST_ROW", attends ? LONGEST_ROW : 0);
    Map<String, String> constants = new LinkedHashMap<>();
    numbers.forEach((name, number) -> constants.put(name, number.toString()));
    return constants;
  }

  private static String text(String file) {
    try (InputStream resource = LlamaSource.class.getResourceAsStream(file)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
