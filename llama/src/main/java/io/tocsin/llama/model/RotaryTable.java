package io.tocsin.llama.model;

import io.tocsin.llama.checkpoint.LlamaConfig;

/**
 * Cosines and signed sines of the rotary embedding, row-major [positions, head_dim].
 *
 * <p>rotate_half swaps a vector's halves and negates the first: here the sign is in the sine, so
 * that the program only swaps. Source: {@code apply_rotary_pos_emb} of modeling_llama.py.
 */
// Made once, copied to the device, dropped.
@SuppressWarnings("ArrayRecordComponent")
record RotaryTable(float[] cos, float[] sin) {
  static RotaryTable of(LlamaConfig config) {
    float[] frequencies = config.rope().inverseFrequencies(config.headDim());
    int half = frequencies.length;
    int positions = config.maxPositionEmbeddings();
    float[] cos = new float[positions * 2 * half];
    float[] sin = new float[positions * 2 * half];
    for (int position = 0; position < positions; position++) {
      for (int i = 0; i < half; i++) {
        float angle = position * frequencies[i];
        int first = position * 2 * half + i;
        cos[first] = (float) Math.cos(angle);
        cos[first + half] = cos[first];
        sin[first + half] = (float) Math.sin(angle);
        sin[first] = -sin[first + half];
      }
    }
    return new RotaryTable(cos, sin);
  }
}
