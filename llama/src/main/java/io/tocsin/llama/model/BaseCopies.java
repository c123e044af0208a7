package io.tocsin.llama.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.torch.RowWorkers;
import io.tocsin.llama.torch.TorchRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Copies of one base, each on devices of its own, which share the rows of a batch.
 *
 * @param all one at least
 */
public record BaseCopies(List<BaseModel> all) implements AutoCloseable {
  public BaseCopies {
    all = List.copyOf(all);
  }

  /** Takes a base that is there as the only copy. */
  public static BaseCopies of(BaseModel only) {
    return new BaseCopies(List.of(only));
  }

  /** Copies a checkpoint's weights to devices; the checkpoint may be closed afterwards. */
  public static BaseCopies load(Checkpoint checkpoint, Placement placement, Precision precision) {
    return make(
        placement.copies(checkpoint.config(), precision),
        devices -> BaseModel.load(checkpoint, devices, precision));
  }

  /** Makes copies of a base of random weights, for measuring. */
  public static BaseCopies random(LlamaConfig config, Placement placement, Precision precision) {
    return make(
        placement.copies(config, precision),
        devices -> BaseModel.random(config, devices, precision));
  }

  private static BaseCopies make(
      List<List<Device>> devices, Function<List<Device>, BaseModel> maker) {
    List<BaseModel> made = new ArrayList<>();
    try {
      devices.forEach(each -> made.add(maker.apply(each)));
      openWays(devices.stream().flatMap(List::stream).filter(Device::isGpu).distinct().toList());
      return new BaseCopies(made);
    } catch (RuntimeException e) {
      made.forEach(BaseModel::close);
      throw e;
    }
  }

  /**
   * PyTorch opens the way from one GPU to another at the first copy, without a lock: with
   * expandable segments, a thread that copies meanwhile fails. So one thread goes first.
   */
  private static void openWays(List<Device> gpus) {
    for (Device from : gpus) {
      try (NDManager scope = NDManager.newBaseManager(from, "PyTorch")) {
        NDArray number = scope.create(0f);
        gpus.forEach(to -> number.toDevice(to, false));
      }
    }
  }

  /** Returns the copy that stands for all: only their devices differ. */
  public BaseModel first() {
    return all.getFirst();
  }

  /** Returns the copy that computes a part of the work, parts being counted from zero. */
  public BaseModel ofPart(int part) {
    return all.get(part % all.size());
  }

  /**
   * Returns how many tensors are held now: the base's, those of adapters, and of what is computed.
   */
  public int tensors() {
    return all.stream().mapToInt(BaseModel::tensors).sum();
  }

  /** Returns how many devices there are. */
  public int devices() {
    return all.stream().mapToInt(copy -> copy.devices().size()).sum();
  }

  /** Returns the devices' names, with a plus between those that share a copy. */
  public String names() {
    return all.stream().map(BaseCopies::names).collect(Collectors.joining(","));
  }

  private static String names(BaseModel copy) {
    return copy.devices().stream().map(Placement::name).collect(Collectors.joining("+"));
  }

  /** Returns how many threads compute. */
  public int threads() {
    return teams().stream().mapToInt(Integer::intValue).sum();
  }

  /** Starts the threads, a team for each copy: parts of work given to them are its parts. */
  public RowWorkers workers() {
    return new RowWorkers(teams());
  }

  /**
   * A thread feeds a GPU; where layers lie on several, so many batches are under way one behind the
   * other. Copies on the CPU share its threads.
   */
  private List<Integer> teams() {
    return all.stream()
        .map(
            copy ->
                copy.device().isGpu()
                    ? copy.devices().size()
                    : Math.ceilDiv(TorchRuntime.threads(copy.device()), all.size()))
        .toList();
  }

  /** Copies an adapter's numbers to every copy, or to none. */
  public List<DeviceAdapter> place(ThetaLayout layout, float[] theta) {
    return placed(copy -> copy.place(layout, theta));
  }

  /** Copies an adapter's numbers to every copy, or to none, to classify with and nothing else. */
  public List<DeviceAdapter> placeToServe(ThetaLayout layout, float[] theta) {
    return placed(copy -> copy.placeToServe(layout, theta));
  }

  private List<DeviceAdapter> placed(Function<BaseModel, DeviceAdapter> placing) {
    List<DeviceAdapter> placed = new ArrayList<>();
    try {
      all.forEach(copy -> placed.add(placing.apply(copy)));
      return List.copyOf(placed);
    } catch (RuntimeException | OutOfMemoryError e) {
      placed.forEach(DeviceAdapter::close);
      throw e;
    }
  }

  @Override
  public void close() {
    all.forEach(BaseModel::close);
  }
}
