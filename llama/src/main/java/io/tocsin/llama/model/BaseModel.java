package io.tocsin.llama.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.torch.TorchProgram;

/**
 * A frozen Llama base on one device: its weights and the program that computes with them. Any
 * number of adapters share it. Calls may come from several threads.
 */
public final class BaseModel implements AutoCloseable {
  private final LlamaConfig config;
  private final Precision precision;
  private final TorchProgram program;
  private final NDManager owner;
  private final BaseWeights weights;
  private final NDArray cos;
  private final NDArray sin;

  private BaseModel(LlamaConfig config, Device device, Precision precision, WeightSource source) {
    this.config = config;
    this.precision = precision;
    this.program =
        TorchProgram.compile(
            LlamaSource.CLASS,
            LlamaSource.of(config, precision, Form.of(device, precision)),
            device);
    this.owner = program.newScope();
    this.weights = new BaseWeights(source.read(program, owner));
    RotaryTable table = RotaryTable.of(config);
    this.cos = angles(table.cos());
    this.sin = angles(table.sin());
  }

  /** How weights come onto the device. */
  private interface WeightSource {
    NDList read(TorchProgram program, NDManager owner);
  }

  /** Copies a checkpoint's weights to a device; the checkpoint may be closed afterwards. */
  public static BaseModel load(Checkpoint checkpoint, Device device, Precision precision) {
    return new BaseModel(
        checkpoint.config(),
        device,
        precision,
        (program, owner) -> new WeightLoader(checkpoint, program, owner).load());
  }

  /** Makes a base of random weights on the device, for measuring. */
  public static BaseModel random(LlamaConfig config, Device device, Precision precision) {
    return new BaseModel(
        config,
        device,
        precision,
        (program, owner) -> new RandomWeights(config, program, owner).make());
  }

  private NDArray angles(float[] table) {
    NDArray raw =
        owner.create(table, new Shape(table.length / config.headDim(), 1, 1, config.headDim()));
    return program.call(owner, "from_float32", new NDList(raw)).singletonOrThrow();
  }

  public LlamaConfig config() {
    return config;
  }

  public Device device() {
    return program.device();
  }

  public Precision precision() {
    return precision;
  }

  /** Returns a scope on the device; closing it frees what was made in it. */
  public NDManager newScope() {
    return program.newScope();
  }

  /**
   * Returns how many tensors are held now: the base's, those of adapters, and of what is computed.
   */
  public int tensors() {
    return program.tensors();
  }

  /** Copies an adapter's numbers to the device. */
  public DeviceAdapter place(ThetaLayout layout, float[] theta) {
    return new DeviceAdapter(newScope(), layout, theta);
  }

  /**
   * Classifies.
   *
   * @return logits, row-major [rows, categories]
   */
  public float[] logits(TokenBatch batch, DeviceAdapter adapter) {
    try (NDManager scope = newScope()) {
      NDList arguments = tokens(scope, batch);
      arguments.addAll(constants());
      arguments.addAll(adapter.arguments());
      return program.call(scope, "classify", arguments).singletonOrThrow().toFloatArray();
    }
  }

  /**
   * Differentiates the loss of some rows of a batch by theta.
   *
   * @param scope owns the result
   * @return loss [], gradient [theta]: the rows' share of both, to be summed over the batch
   */
  NDList gradient(NDManager scope, GradientRequest request) {
    try (NDManager inputs = newScope()) {
      NDManager host = inputs.newSubManager(Device.cpu());
      NDList arguments = tokens(inputs, request.batch());
      arguments.add(inputs.create(request.labels()));
      arguments.add(inputs.create(request.classWeights()));
      arguments.addAll(constants());
      arguments.add(request.adapter().theta());
      arguments.add(request.adapter().ranks());
      arguments.add(host.create(request.options()));
      arguments.add(host.create(new long[] {request.seed()}));
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
    NDList constants = new NDList(cos, sin);
    constants.addAll(weights.list());
    return constants;
  }

  @Override
  public void close() {
    owner.close();
    program.close();
  }
}
