package io.tocsin.llama.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code config.json} in the dialects of Transformers 4 ({@code rope_theta}, {@code
 * rope_scaling}) and 5 ({@code rope_parameters}).
 *
 * <p>Defaults are those of Transformers' {@code LlamaConfig}, and only for fields that published
 * checkpoints leave out. Whatever would change the numbers and is not implemented is refused.
 */
public final class LlamaConfigReader {
  private static final Set<String> ARCHITECTURES =
      Set.of("LlamaForCausalLM", "LlamaForSequenceClassification", "LlamaModel");
  private static final double DEFAULT_RMS_NORM_EPS = 1e-6;

  private final List<String> problems = new ArrayList<>();
  private final ConfigFields fields;

  private LlamaConfigReader(Path configJson) throws IOException {
    this.fields = ConfigFields.read(configJson, problems);
  }

  /**
   * Reads a configuration.
   *
   * @throws CheckpointException naming every value that is missing, malformed or not implemented
   * @throws IOException if the file cannot be read
   */
  public static LlamaConfig read(Path configJson) throws IOException {
    LlamaConfigReader reader = new LlamaConfigReader(configJson);
    reader.refuseWhatIsNotImplemented();
    Optional<LlamaConfig> config = reader.config();
    if (!reader.problems.isEmpty()) {
      throw new CheckpointException(configJson, reader.problems);
    }
    return config.orElseThrow();
  }

  private void refuseWhatIsNotImplemented() {
    if (!fields.get("model_type").asText().equals("llama")) {
      fields.problem("model_type", "llama");
    }
    if (!fields.get("hidden_act").asText().equals("silu")) {
      fields.problem("hidden_act", "silu");
    }
    fields.refuseUnless(
        "architectures", LlamaConfigReader::areArchitecturesKnown, "some of " + ARCHITECTURES);
    fields.refuseUnless("attention_bias", LlamaConfigReader::isFalse, "false");
    fields.refuseUnless("mlp_bias", LlamaConfigReader::isFalse, "false");
    fields.refuseUnless("attention_dropout", dropout -> isNumber(dropout, 0), "0");
    fields.refuseUnless("sliding_window", _ -> false, "nothing");
    fields.refuseUnless("quantization_config", _ -> false, "nothing");
    fields.refuseUnless("pretraining_tp", ways -> isNumber(ways, 1), "1");
    fields.refuseUnless("partial_rotary_factor", factor -> isNumber(factor, 1), "1");
  }

  /** Returns nothing, having noted why, if the fields make no sound configuration. */
  private Optional<LlamaConfig> config() {
    RotaryEmbedding rope = new RopeReader(fields, problems).read();
    int before = problems.size();
    int hiddenSize = fields.positiveInt("hidden_size");
    int heads = fields.positiveInt("num_attention_heads");
    try {
      return Optional.of(
          new LlamaConfig(
              fields.positiveInt("vocab_size"),
              hiddenSize,
              fields.positiveInt("intermediate_size"),
              fields.positiveInt("num_hidden_layers"),
              heads,
              fields.positiveInt("num_key_value_heads", heads),
              headDim(hiddenSize, heads),
              fields.positiveInt("max_position_embeddings"),
              fields.positiveNumber("rms_norm_eps", DEFAULT_RMS_NORM_EPS),
              rope,
              fields.flag("tie_word_embeddings"),
              fields.token("bos_token_id"),
              fields.tokens("eos_token_id"),
              fields.token("pad_token_id")));
    } catch (IllegalArgumentException e) {
      if (problems.size() == before) {
        problems.add(e.getMessage());
      }
      return Optional.empty();
    }
  }

  private int headDim(int hiddenSize, int heads) {
    boolean isDerived = !fields.has("head_dim") && hiddenSize >= heads;
    if (isDerived && hiddenSize % heads != 0) {
      problems.add(
          "hidden_size: expected a multiple of num_attention_heads %d, found %d"
              .formatted(heads, hiddenSize));
    }
    return fields.positiveInt("head_dim", hiddenSize / heads);
  }

  private static boolean areArchitecturesKnown(JsonNode architectures) {
    return architectures.isArray()
        && architectures.valueStream().allMatch(name -> ARCHITECTURES.contains(name.asText()));
  }

  private static boolean isFalse(JsonNode node) {
    return node.isBoolean() && !node.booleanValue();
  }

  private static boolean isNumber(JsonNode node, double expected) {
    return node.isNumber() && node.doubleValue() == expected;
  }
}
