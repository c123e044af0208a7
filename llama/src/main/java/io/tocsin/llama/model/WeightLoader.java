package io.tocsin.llama.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.safetensors.Tensor;
import io.tocsin.llama.torch.TorchProgram;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * Copies a checkpoint's tensors from the mapped file straight to the device, converting and joining
 * them there.
 */
final class WeightLoader {
  /** A buffer's size is an int; larger tensors travel as several blocks of rows. */
  private static final long MAX_BLOCK_BYTES = 1L << 30;

  private final Checkpoint checkpoint;
  private final TorchProgram program;
  private final LayerDevices layers;
  private final NDManager owner;

  WeightLoader(Checkpoint checkpoint, TorchProgram program, LayerDevices layers, NDManager owner) {
    this.checkpoint = checkpoint;
    this.program = program;
    this.layers = layers;
    this.owner = owner;
  }

  NDList load() {
    NDList weights = new NDList(join(layers.first(), owner, "model.embed_tokens.weight"));
    for (int layer = 0; layer < checkpoint.config().layers(); layer++) {
      String prefix = "model.layers." + layer + ".";
      String attention = prefix + "self_attn.";
      String mlp = prefix + "mlp.";
      Device device = layers.of(layer);
      weights.add(join(device, owner, prefix + "input_layernorm.weight"));
      weights.add(
          frozen(
              device,
              attention + "q_proj.weight",
              attention + "k_proj.weight",
              attention + "v_proj.weight"));
      weights.add(frozen(device, attention + "o_proj.weight"));
      weights.add(join(device, owner, prefix + "post_attention_layernorm.weight"));
      weights.add(frozen(device, mlp + "gate_proj.weight", mlp + "up_proj.weight"));
      weights.add(frozen(device, mlp + "down_proj.weight"));
    }
    weights.add(join(layers.last(), owner, "model.norm.weight"));
    return weights;
  }

  private NDArray frozen(Device device, String... names) {
    try (NDManager scope = program.newScope(device)) {
      NDList joined = new NDList(join(device, scope, names));
      return program.call(owner, "frozen", joined).singletonOrThrow();
    }
  }

  private NDArray join(Device device, NDManager to, String... names) {
    try (NDManager scope = program.newScope(device)) {
      NDList parts = new NDList();
      for (String name : names) {
        addBlocks(scope, checkpoint.tensor(name), parts);
      }
      parts.forEach(part -> part.setName("parts[]"));
      NDArray joined =
          parts.size() == 1
              ? parts.singletonOrThrow()
              : program.call(scope, "join_rows", parts).singletonOrThrow();
      joined.setName(null);
      joined.attach(to);
      return joined;
    }
  }

  private void addBlocks(NDManager scope, Tensor tensor, NDList parts) {
    long rows = tensor.shape()[0];
    long rowBytes = tensor.data().byteSize() / rows;
    long step = Math.max(1, MAX_BLOCK_BYTES / rowBytes);
    for (long row = 0; row < rows; row += step) {
      long count = Math.min(step, rows - row);
      MemorySegment block = tensor.data().asSlice(row * rowBytes, count * rowBytes);
      parts.add(convert(scope, tensor, count, block));
    }
  }

  private NDArray convert(NDManager scope, Tensor tensor, long rows, MemorySegment block) {
    long[] shape = tensor.shape();
    shape[0] = rows;
    try (NDManager staging = program.newScope(scope.getDevice())) {
      NDArray raw =
          switch (tensor.dtype()) {
            case F32 -> create(staging, block, shape, DataType.FLOAT32);
            case F16, BF16 -> create(staging, block, inBytes(shape), DataType.UINT8);
            default -> throw new IllegalStateException("a checkpoint serves no " + tensor.dtype());
          };
      String method =
          switch (tensor.dtype()) {
            case F32 -> "from_float32";
            case F16 -> "from_float16";
            default -> "from_bfloat16";
          };
      return program.call(scope, method, new NDList(raw)).singletonOrThrow();
    }
  }

  /**
   * DJL knows no 16-bit integers: two-byte numbers travel as bytes and are viewed in the program.
   */
  private static long[] inBytes(long[] shape) {
    long[] bytes = shape.clone();
    bytes[bytes.length - 1] *= 2;
    return bytes;
  }

  private static NDArray create(NDManager scope, MemorySegment block, long[] shape, DataType type) {
    return scope.create(
        block.asByteBuffer().order(ByteOrder.nativeOrder()), new Shape(shape), type);
  }
}
