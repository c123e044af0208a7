package io.tocsin.llama.model;

import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.checkpoint.LlamaConfig;
import java.util.List;

/**
 * Projections that read the same input and are computed as one matrix, in the order of its rows.
 */
enum LoraGroup {
  QKV,
  O,
  GATE_UP,
  DOWN;

  List<Projection> projections() {
    return switch (this) {
      case QKV -> List.of(Projection.Q, Projection.K, Projection.V);
      case O -> List.of(Projection.O);
      case GATE_UP -> List.of(Projection.GATE, Projection.UP);
      case DOWN -> List.of(Projection.DOWN);
    };
  }

  int in(LlamaConfig config) {
    return projections().getFirst().inFeatures(config);
  }

  int out(LlamaConfig config) {
    return projections().stream().mapToInt(projection -> projection.outFeatures(config)).sum();
  }
}
