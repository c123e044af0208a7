package io.tocsin.llama.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * Reads the rotary position embedding from either dialect: {@code rope_scaling} beside {@code
 * rope_theta} (Transformers 4), or {@code rope_parameters} that contain it (Transformers 5).
 */
final class RopeReader {
  /** Transformers' {@code default_theta}. */
  private static final double DEFAULT_THETA = 10_000;

  private final ConfigFields config;
  private final List<String> problems;

  RopeReader(ConfigFields config, List<String> problems) {
    this.config = config;
    this.problems = problems;
  }

  /** Returns the embedding, or any at all, having noted why, if it is malformed or unknown. */
  RotaryEmbedding read() {
    String dialect = config.has("rope_parameters") ? "rope_parameters" : "rope_scaling";
    if (config.has("rope_parameters") && config.has("rope_scaling")) {
      problems.add("rope_parameters and rope_scaling: expected one of them, found both");
    }
    config.refuseUnless(dialect, JsonNode::isObject, "an object");
    JsonNode node =
        config.has(dialect) ? config.get(dialect) : JsonNodeFactory.instance.objectNode();
    ConfigFields rope = new ConfigFields(node, problems);
    rope.refuseUnless("partial_rotary_factor", factor -> factor.asDouble() == 1, "1");
    double theta =
        rope.positiveNumber("rope_theta", config.positiveNumber("rope_theta", DEFAULT_THETA));
    int before = problems.size();
    try {
      return embedding(rope, theta);
    } catch (IllegalArgumentException e) {
      if (problems.size() == before) {
        problems.add(e.getMessage());
      }
      return new RotaryEmbedding.Default(theta);
    }
  }

  private RotaryEmbedding embedding(ConfigFields rope, double theta) {
    String key = rope.has("rope_type") ? "rope_type" : "type";
    String kind = rope.has(key) ? rope.get(key).asText() : "default";
    return switch (kind) {
      case "default" -> new RotaryEmbedding.Default(theta);
      case "linear" -> new RotaryEmbedding.Linear(theta, rope.positiveNumber("factor"));
      case "llama3" ->
          new RotaryEmbedding.Llama3(
              theta,
              rope.positiveNumber("factor"),
              rope.positiveNumber("low_freq_factor"),
              rope.positiveNumber("high_freq_factor"),
              rope.positiveInt("original_max_position_embeddings"));
      default -> {
        rope.problem(key, "default, linear or llama3");
        yield new RotaryEmbedding.Default(theta);
      }
    };
  }
}
