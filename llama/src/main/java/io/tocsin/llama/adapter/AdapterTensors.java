package io.tocsin.llama.adapter;

import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.safetensors.DType;
import io.tocsin.llama.safetensors.ExpectedTensors;
import io.tocsin.llama.safetensors.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Names and shapes of an adapter's tensors, as PEFT writes them. */
public final class AdapterTensors {
  /** The classification head: [categories, hidden]. */
  public static final String SCORE = "base_model.model.score.weight";

  private AdapterTensors() {}

  /** Returns the name of a layer's A matrix: [r, in]. */
  public static String loraA(int layer, Projection projection) {
    return "base_model.model." + projection.module(layer) + ".lora_A.weight";
  }

  /** Returns the name of a layer's B matrix: [out, r]. */
  public static String loraB(int layer, Projection projection) {
    return "base_model.model." + projection.module(layer) + ".lora_B.weight";
  }

  /** Returns all tensors of an adapter: layer by layer A and B of each target, then the score. */
  public static ExpectedTensors of(LoraConfig lora, long categories, LlamaConfig base) {
    SequencedMap<String, List<Long>> shapes = new LinkedHashMap<>();
    long r = lora.r();
    for (int layer = 0; layer < base.layers(); layer++) {
      for (Projection projection : lora.targets()) {
        shapes.put(loraA(layer, projection), List.of(r, (long) projection.inFeatures(base)));
        shapes.put(loraB(layer, projection), List.of((long) projection.outFeatures(base), r));
      }
    }
    shapes.put(SCORE, List.of(categories, (long) base.hiddenSize()));
    return new ExpectedTensors(shapes);
  }

  /** Returns a sentence for each tensor that is not of type F32 or holds NaN or infinity. */
  static List<String> faults(Map<String, Tensor> tensors) {
    List<String> faults = new ArrayList<>();
    tensors.forEach(
        (name, tensor) -> {
          if (tensor.dtype() != DType.F32) {
            faults.add(name + ": expected F32, found " + tensor.dtype());
          } else if (!isFinite(tensor)) {
            faults.add(name + ": expected finite weights, found NaN or infinity");
          }
        });
    return faults;
  }

  private static boolean isFinite(Tensor tensor) {
    for (float weight : tensor.toFloats()) {
      if (!Float.isFinite(weight)) {
        return false;
      }
    }
    return true;
  }
}
