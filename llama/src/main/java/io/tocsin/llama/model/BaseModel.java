package io.tocsin.llama.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.torch.TorchProgram;
import java.util.List;
import java.util.function.Function;

/**
 * A frozen Llama base on one device, or with its layers on several: its weights and the program
 * that computes with them. Any number of adapters share it. Calls may come from several threads.
 */
public final class BaseModel implements AutoCloseable {
  /** Several adapters are served at once, and each then has its own matrices. */
  private static final long MOST_MERGED_BYTES = 256L << 20;

  private final LlamaConfig config;
  private final List<Device> devices;
  private final Precision precision;
  private final TorchProgram program;
  private final NDManager owner;
  private final BaseWeights weights;
  private final NDArray cos;
  private final NDArray sin;
  private final Chance chance;

  private BaseModel(
      LlamaConfig config, List<Device> devices, Precision precision, WeightSource source) {
    Device device = devices.getFirst();
    this.config = config;
    this.devices = List.copyOf(devices);
    this.precision = precision;
    this.program =
        TorchProgram.compile(
            LlamaSource.CLASS,
            LlamaSource.of(config, precision, Form.of(device, precision)),
            device);
    this.owner = program.newScope();
    LayerDevices layers = new LayerDevices(devices, config.layers());
    this.weights = new BaseWeights(source.read(program, layers, owner));
    RotaryTable table = RotaryTable.of(config);
    this.cos = angles(table.cos());
    this.sin = angles(table.sin());
    this.chance = Chance.on(device, owner, config);
  }

  /** How weights come onto the device. */
  private interface WeightSource {
    NDList read(TorchProgram program, LayerDevices layers, NDManager owner);
  }

  /**
   * Copies a checkpoint's weights to devices; the checkpoint may be closed afterwards.
   *
   * @param devices if there are several, each holds some of the layers
   */
  public static BaseModel load(Checkpoint checkpoint, List<Device> devices, Precision precision) {
    return new BaseModel(
        checkpoint.config(),
        devices,
        precision,
        (program, layers, owner) -> new WeightLoader(checkpoint, program, layers, owner).load());
  }

  /** Makes a base of random weights on devices, for measuring. */
  public static BaseModel random(LlamaConfig config, List<Device> devices, Precision precision) {
    return new BaseModel(
        config,
        devices,
        precision,
        (program, layers, owner) -> new RandomWeights(config, program, layers, owner).make());
  }

  private NDArray angles(float[] table) {
    NDArray raw =
        owner.create(table, new Shape(table.length / config.headDim(), 1, 1, config.headDim()));
    return program.call(owner, "from_float32", new NDList(raw)).singletonOrThrow();
  }

  public LlamaConfig config() {
    return config;
  }

  /** Returns the device where rows enter and theta lies. */
  public Device device() {
    return program.device();
  }

  /** Returns the devices that hold its layers, in their order. */
  public List<Device> devices() {
    return devices;
  }

  public Precision precision() {
    return precision;
  }

  /** Returns a scope on the device; closing it frees what was made in it. */
  public NDManager newScope() {
    return program.newScope();
  }

  int tensors() {
    return program.tensors();
  }

  /** Copies an adapter's numbers to the device. */
  public DeviceAdapter place(ThetaLayout layout, float[] theta) {
    return placed(scope -> DeviceAdapter.apart(scope, layout, theta));
  }

  /**
   * Copies an adapter's numbers to the device to classify with, and nothing else. On a CPU it is
   * merged into a copy of the matrices of a small base, whose products those of LoRA would delay by
   * a share that counts. Not in bf16: a sum would lose what the adapter adds.
   */
  public DeviceAdapter placeToServe(ThetaLayout layout, float[] theta) {
    boolean merges =
        !device().isGpu()
            && precision == Precision.FLOAT32
            && WeightBytes.ofMatrices(config, precision) <= MOST_MERGED_BYTES;
    return merges ? placed(scope -> merged(scope, layout, theta)) : place(layout, theta);
  }

  private DeviceAdapter merged(NDManager scope, ThetaLayout layout, float[] theta) {
    try (DeviceAdapter apart = place(layout, theta)) {
      NDList found = program.call(scope, "merged", apart.arguments(weights));
      NDArray head = found.removeLast();
      return DeviceAdapter.merged(scope, layout, head, new BaseWeights(found));
    }
  }

  /** Places an adapter whole, or gives back what was placed of it. */
  private DeviceAdapter placed(Function<NDManager, DeviceAdapter> maker) {
    NDManager scope = newScope();
    try {
      return maker.apply(scope);
    } catch (RuntimeException | OutOfMemoryError e) {
      scope.close();
      throw e;
    }
  }

  /**
   * Classifies.
   *
   * @return logits, row-major [rows, categories]
   */
  public float[] logits(TokenBatch batch, DeviceAdapter adapter) {
    try (NDManager scope = newScope()) {
      NDList arguments = tokens(scope, batch);
      arguments.addAll(rotary());
      arguments.addAll(adapter.arguments(weights));
      return program.call(scope, "classify", arguments).singletonOrThrow().toFloatArray();
    }
  }

  /**
   * Differentiates the loss of some rows of a batch by theta.
   *
   * @param scope owns the result
   * @param adapter the adapter to differentiate by
   * @return loss [], gradient [theta]: the rows' share of both, to be summed over the batch
   */
  NDList gradient(NDManager scope, GradientRequest request, DeviceAdapter adapter) {
    try (NDManager inputs = newScope()) {
      NDManager host = inputs.newSubManager(Device.cpu());
      NDList arguments = tokens(inputs, request.batch());
      arguments.add(inputs.create(request.labels()));
      arguments.add(inputs.create(request.classWeights()));
      arguments.addAll(constants());
      arguments.add(adapter.theta());
      arguments.add(adapter.ranks());
      arguments.add(host.create(request.options(adapter.layout().lora())));
      arguments.addAll(chance.of(inputs, request.dropout(), request.batch()));
      String method = request.recompute() ? "gradient_recomputing" : "gradient";
      return program.callWithGradient(scope, method, arguments);
    }
  }

  /**
   * Updates theta and AdamW's moments in place.
   *
   * @param state theta, gradient, average, both moments and the mask of trainable numbers, each
   *     [theta]
   * @return the gradient's norm before clipping
   */
  float update(NDList state, double[] settings) {
    try (NDManager scope = newScope()) {
      NDList arguments = new NDList(state);
      arguments.add(scope.newSubManager(Device.cpu()).create(settings));
      return program.call(scope, "adamw", arguments).singletonOrThrow().getFloat();
    }
  }

  /** Overwrites an adapter's theta by that of another, which may lie on any device. */
  void follow(DeviceAdapter follower, DeviceAdapter leader) {
    try (NDManager scope = newScope()) {
      program.call(scope, "follow", new NDList(follower.theta(), leader.theta()));
    }
  }

  private NDList tokens(NDManager scope, TokenBatch batch) {
    if (batch.width() > config.maxPositionEmbeddings()) {
      throw new IllegalArgumentException(
          "expected at most %d tokens a row, found %d"
              .formatted(config.maxPositionEmbeddings(), batch.width()));
    }
    return new NDList(
        scope.create(batch.ids(), new Shape(batch.rows(), batch.width())),
        scope.create(batch.lengths()));
  }

  private NDList constants() {
    NDList constants = rotary();
    constants.addAll(weights.list());
    return constants;
  }

  private NDList rotary() {
    return new NDList(cos, sin);
  }

  @Override
  public void close() {
    owner.close();
    program.close();
  }
}
