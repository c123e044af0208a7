package io.tocsin.llama.checkpoint;

import io.tocsin.llama.safetensors.ExpectedTensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Names and shapes of a Llama model's tensors, as Transformers writes them. */
final class BaseTensors {
  private BaseTensors() {}

  /** The base without a head: embedding, decoder layers, final norm. */
  static ExpectedTensors of(LlamaConfig config) {
    long hidden = config.hiddenSize();
    SequencedMap<String, List<Long>> shapes = new LinkedHashMap<>();
    shapes.put("model.embed_tokens.weight", List.of((long) config.vocabSize(), hidden));
    for (int layer = 0; layer < config.layers(); layer++) {
      putLayer(shapes, "model.layers." + layer + ".", config);
    }
    shapes.put("model.norm.weight", List.of(hidden));
    return new ExpectedTensors(shapes);
  }

  private static void putLayer(
      SequencedMap<String, List<Long>> shapes, String layer, LlamaConfig config) {
    long hidden = config.hiddenSize();
    long query = config.queryWidth();
    long keyValue = config.keyValueWidth();
    long intermediate = config.intermediateSize();
    shapes.put(layer + "input_layernorm.weight", List.of(hidden));
    shapes.put(layer + "self_attn.q_proj.weight", List.of(query, hidden));
    shapes.put(layer + "self_attn.k_proj.weight", List.of(keyValue, hidden));
    shapes.put(layer + "self_attn.v_proj.weight", List.of(keyValue, hidden));
    shapes.put(layer + "self_attn.o_proj.weight", List.of(hidden, query));
    shapes.put(layer + "post_attention_layernorm.weight", List.of(hidden));
    shapes.put(layer + "mlp.gate_proj.weight", List.of(intermediate, hidden));
    shapes.put(layer + "mlp.up_proj.weight", List.of(intermediate, hidden));
    shapes.put(layer + "mlp.down_proj.weight", List.of(hidden, intermediate));
  }

  /**
   * Whether a checkpoint may hold a tensor that the base does not use: a head, or the frequencies
   * that old versions of Transformers stored beside the weights.
   */
  static boolean isTolerated(String name) {
    return name.equals("lm_head.weight")
        || name.equals("score.weight")
        || name.endsWith("rotary_emb.inv_freq");
  }
}
