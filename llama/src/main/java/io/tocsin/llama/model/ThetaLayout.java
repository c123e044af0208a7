package io.tocsin.llama.model;

import io.tocsin.llama.adapter.AdapterTensors;
import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.safetensors.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Where every trainable number of an adapter lies in {@code theta}, the one vector that the program
 * trains: see {@code llama.py}.
 *
 * <p>One vector makes clipping, AdamW, checkpoints and averaging over devices a handful of
 * operations, whatever the number of matrices.
 */
public final class ThetaLayout {
  private final LlamaConfig config;
  private final LoraConfig lora;
  private final int categories;
  private final long[] ranks;
  private final int length;
  private final List<Matrix> matrices = new ArrayList<>();

  /**
   * A PEFT tensor's place in theta.
   *
   * @param name PEFT's name
   * @param rows of the tensor
   * @param columns of the tensor
   * @param offset of its first number
   * @param stride from one row to the next
   */
  record Matrix(String name, int rows, int columns, int offset, int stride) {}

  public ThetaLayout(LlamaConfig config, LoraConfig lora, int categories) {
    this.config = config;
    this.lora = lora;
    this.categories = categories;
    this.ranks = Arrays.stream(LoraGroup.values()).mapToLong(this::rank).toArray();
    int offset = 0;
    for (int layer = 0; layer < config.layers(); layer++) {
      for (LoraGroup group : LoraGroup.values()) {
        offset = place(layer, group, offset);
      }
    }
    matrices.add(
        new Matrix(
            AdapterTensors.SCORE, categories, config.hiddenSize(), offset, config.hiddenSize()));
    this.length = Math.addExact(offset, Math.multiplyExact(categories, config.hiddenSize()));
  }

  private int rank(LoraGroup group) {
    long targets = group.projections().stream().filter(lora.targets()::contains).count();
    return Math.toIntExact(targets * lora.r());
  }

  private int place(int layer, LoraGroup group, int start) {
    int rank = rank(group);
    int in = group.in(config);
    int b = Math.addExact(start, Math.multiplyExact(rank, in));
    int column = 0;
    int row = 0;
    for (Projection projection : group.projections()) {
      int out = projection.outFeatures(config);
      if (lora.targets().contains(projection)) {
        String a = AdapterTensors.loraA(layer, projection);
        matrices.add(new Matrix(a, lora.r(), in, start + column * in, in));
        String bName = AdapterTensors.loraB(layer, projection);
        matrices.add(new Matrix(bName, out, lora.r(), b + row * rank + column, rank));
        column += lora.r();
      }
      row += out;
    }
    return Math.addExact(b, Math.multiplyExact(rank, row));
  }

  public LoraConfig lora() {
    return lora;
  }

  public int categories() {
    return categories;
  }

  /** Returns the length of theta. */
  public int length() {
    return length;
  }

  long[] ranks() {
    return ranks.clone();
  }

  List<Matrix> matrices() {
    return List.copyOf(matrices);
  }

  /** Returns 1 where theta holds a trainable number, 0 at structural zeros [length]. */
  public float[] trainable() {
    float[] mask = new float[length];
    for (Matrix matrix : matrices) {
      for (int row = 0; row < matrix.rows(); row++) {
        int from = matrix.offset() + row * matrix.stride();
        Arrays.fill(mask, from, from + matrix.columns(), 1);
      }
    }
    return mask;
  }

  /** Returns theta made of PEFT tensors, whose names and shapes were checked before. */
  public float[] pack(Map<String, Tensor> tensors) {
    float[] theta = new float[length];
    for (Matrix matrix : matrices) {
      float[] values = tensors.get(matrix.name()).toFloats();
      for (int row = 0; row < matrix.rows(); row++) {
        int to = matrix.offset() + row * matrix.stride();
        System.arraycopy(values, row * matrix.columns(), theta, to, matrix.columns());
      }
    }
    return theta;
  }

  /** Returns theta's numbers, or those of its gradient, as PEFT tensors. */
  public SequencedMap<String, Tensor> unpack(float[] theta) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (Matrix matrix : matrices) {
      float[] values = new float[matrix.rows() * matrix.columns()];
      for (int row = 0; row < matrix.rows(); row++) {
        int from = matrix.offset() + row * matrix.stride();
        System.arraycopy(theta, from, values, row * matrix.columns(), matrix.columns());
      }
      tensors.put(
          matrix.name(), Tensor.ofFloats(new long[] {matrix.rows(), matrix.columns()}, values));
    }
    return tensors;
  }
}
