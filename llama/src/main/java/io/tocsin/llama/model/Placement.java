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

  /** Returns the devices of each copy of a base. */
  List<List<Device>> copies(LlamaConfig config, Precision precision) {
    return cut(
        switch (spread) {
          case COPIES -> 1;
          case LAYERS -> devices.size();
          case AUTO -> first().isGpu() ? enough(WeightBytes.of(config, precision)) : 1;
        });
  }

  private int enough(long bytes) {
    double room =
        devices.stream()
            .mapToLong(device -> CudaUtils.getGpuMemory(device).getMax())
            .min()
            .orElseThrow();
    return fewest(devices.size(), bytes / (MOST_WEIGHTS * room));
  }

  /** Returns the smallest divisor of a number of devices that is large enough, or that number. */
  static int fewest(int devices, double wanted) {
    return IntStream.rangeClosed(1, devices)
        .filter(count -> devices % count == 0 && count >= wanted)
        .findFirst()
        .orElse(devices);
  }

  private List<List<Device>> cut(int devicesOfACopy) {
    List<List<Device>> copies = new ArrayList<>();
    for (int from = 0; from < devices.size(); from += devicesOfACopy) {
      copies.add(devices.subList(from, from + devicesOfACopy));
    }
    return copies;
  }
}
