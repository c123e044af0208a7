package io.tocsin.llama.adapter;

import io.tocsin.llama.checkpoint.LlamaConfig;

/** The linear layers of a Llama decoder layer: those that LoRA can adapt. */
public enum Projection {
  Q("self_attn.q_proj"),
  K("self_attn.k_proj"),
  V("self_attn.v_proj"),
  O("self_attn.o_proj"),
  GATE("mlp.gate_proj"),
  UP("mlp.up_proj"),
  DOWN("mlp.down_proj");

  private final String module;

  Projection(String module) {
    this.module = module;
  }

  /** Returns the module's name within its layer, such as {@code self_attn.q_proj}. */
  public String module() {
    return module;
  }

  /** Returns the last part of the module's name, such as {@code q_proj}. */
  public String suffix() {
    return module.substring(module.indexOf('.') + 1);
  }

  /**
   * Returns the module's name within the model, such as {@code model.layers.0.self_attn.q_proj}.
   */
  public String module(int layer) {
    return "model.layers." + layer + "." + module;
  }

  /** Returns the width of what goes in. */
  public int inFeatures(LlamaConfig config) {
    return switch (this) {
      case Q, K, V, GATE, UP -> config.hiddenSize();
      case O -> config.queryWidth();
      case DOWN -> config.intermediateSize();
    };
  }

  /** Returns the width of what comes out. */
  public int outFeatures(LlamaConfig config) {
    return switch (this) {
      case Q -> config.queryWidth();
      case K, V -> config.keyValueWidth();
      case O, DOWN -> config.hiddenSize();
      case GATE, UP -> config.intermediateSize();
    };
  }
}
