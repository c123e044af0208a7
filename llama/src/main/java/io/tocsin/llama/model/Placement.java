package io.tocsin.llama.model;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.torch.TorchRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * On which devices a base lies, and how.
 *
 * @param devices one at least
 * @param spread what each of them holds
 */
public record Placement(List<Device> devices, Spread spread) {
  /** Weights that take more of a GPU leave too little to work with. */
  private static final double MOST_WEIGHTS = 0.85;

  private static final double GIB = 1L << 30;

  /** What each of several devices holds. */
  public enum Spread {
    /** A copy where the base fits a GPU; else copies whose layers lie on as few as it takes. */
    AUTO,
    /** A copy of the base, which computes its share of the rows. */
    COPIES,
    /** Some of the layers of the only copy, which all rows pass. */
    LAYERS;

    /**
     * Returns what a name means.
     *
     * @throws IllegalArgumentException if it is none of auto, copies and layers
     */
    public static Spread of(String name) {
      return Arrays.stream(values())
          .filter(spread -> spread.name().equals(name.toUpperCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "placement: expected auto, copies or layers, found " + name));
    }
  }

  public Placement {
    devices = List.copyOf(devices);
    if (devices.isEmpty()) {
      throw new IllegalArgumentException("devices: expected one at least, found none");
    }
  }

  /** Places a base on one device. */
  public static Placement on(Device device) {
    return new Placement(List.of(device), Spread.COPIES);
  }

  /**
   * Reads a placement.
   *
   * @param devices as {@link TorchRuntime#devices} takes them
   * @param spread as {@link Spread#of} takes it
   * @throws IllegalArgumentException if a device is not there, or there is no such spread
   */
  public static Placement of(String devices, String spread) {
    return new Placement(TorchRuntime.devices(devices), Spread.of(spread));
  }

  /** Returns the first device; the others are of its kind. */
  public Device first() {
    return devices.getFirst();
  }

  /** Returns the devices' names, as {@link #of} takes them. */
  public String names() {
    return devices.stream().map(Placement::name).collect(Collectors.joining(","));
  }

  static String name(Device device) {
    return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
  }

  /**
   * Returns the devices of each copy of a base.
   *
   * @throws IllegalArgumentException if a copy's weights are more than its GPUs can hold
   */
  List<List<Device>> copies(LlamaConfig config, Precision precision) {
    long memory = first().isGpu() ? smallestMemory() : Long.MAX_VALUE;
    return copies(WeightBytes.of(config, precision), memory);
  }

  /** The same for weights of so many bytes, where each device has so much memory. */
  List<List<Device>> copies(long weights, long memory) {
    int together =
        switch (spread) {
          case COPIES -> 1;
          case LAYERS -> devices.size();
          case AUTO -> fewest(weights / (MOST_WEIGHTS * memory));
        };
    if (weights > memory * (double) together) {
      throw new IllegalArgumentException(
          "devices: expected room for weights of %.1f GiB, found %d of %.1f GiB (%s): name more, and place layers on them"
              .formatted(weights / GIB, together, memory / GIB, names()));
    }
    return cut(together);
  }

  private long smallestMemory() {
    return devices.stream()
        .mapToLong(device -> CudaUtils.getGpuMemory(device).getMax())
        .min()
        .orElseThrow();
  }

  /** The smallest divisor of the number of devices that is large enough, or that number. */
  private int fewest(double wanted) {
    return IntStream.rangeClosed(1, devices.size())
        .filter(count -> devices.size() % count == 0 && count >= wanted)
        .findFirst()
        .orElse(devices.size());
  }

  private List<List<Device>> cut(int devicesOfACopy) {
    List<List<Device>> copies = new ArrayList<>();
    for (int from = 0; from < devices.size(); from += devicesOfACopy) {
      copies.add(devices.subList(from, from + devicesOfACopy));
    }
    return copies;
  }
}
