package io.tocsin.llama.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How this process runs PyTorch: set once, before its native library loads. */
public final class TorchRuntime {
  /** Overrides the number of CPU threads that compute; by default one for each core. */
  public static final String THREADS_PROPERTY = "tocsin.threads";

  private static final String THREADS_VARIABLE = "TOCSIN_THREADS";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");
  private static final Pattern GPU = Pattern.compile("auto|(?:cuda|gpu)(?::([0-9]{1,4}))?");

  static {
    // Programs see changing shapes: the profiling executor would only recompile.
    setDefault("ai.djl.pytorch.graph_optimizer", "false");
    // We spread rows over threads of our own. OpenMP's would spin while idle, and two processes
    // that spin on the same cores slow one another tenfold.
    setDefault("ai.djl.pytorch.num_threads", "1");
    setDefault("ai.djl.pytorch.num_interop_threads", "1");
    setDefault("OPT_OUT_TRACKING", "true");
  }

  private TorchRuntime() {}

  /** Makes sure that the settings above are in force before PyTorch is loaded. */
  static void start() {
    Engine.getEngine("PyTorch");
  }

  /** Returns how many threads compute side by side on a device. */
  public static int threads(Device device) {
    if (device.isGpu()) {
      return 1;
    }
    String variable = System.getenv(THREADS_VARIABLE);
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = Integer.getInteger(THREADS_PROPERTY, variable == null ? cores : parse(variable));
    if (threads < 1) {
      throw new IllegalArgumentException(
          THREADS_PROPERTY + ": expected a positive number of threads, found " + threads);
    }
    return threads;
  }

  /**
   * Returns the device of a name.
   *
   * @param name {@code cpu}, {@code cuda}, {@code cuda:N} or {@code auto}: the first GPU if there
   *     is one
   * @throws IllegalArgumentException if there is no such device
   */
  static Device device(String name) {
    int gpus = Engine.getEngine("PyTorch").getGpuCount();
    String wanted = name.toLowerCase(Locale.ROOT);
    if (wanted.equals("cpu") || (wanted.equals("auto") && gpus == 0)) {
      return Device.cpu();
    }
    Matcher gpu = GPU.matcher(wanted);
    if (gpu.matches()) {
      int number = gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1));
      if (number < gpus) {
        return Device.gpu(number);
      }
    }
    throw new IllegalArgumentException(
        "device: expected cpu, auto or one of %d GPUs, found %s".formatted(gpus, name));
  }

  /**
   * Returns the devices of names: those that {@link #device} takes, with commas between; a number
   * of GPUs; or {@code all} GPUs. A device named twice counts as two.
   *
   * @throws IllegalArgumentException if one is not there, or GPUs and CPUs are mixed
   */
  public static List<Device> devices(String names) {
    int gpus = Engine.getEngine("PyTorch").getGpuCount();
    boolean number = NUMBER.matcher(names).matches();
    if (number || names.equalsIgnoreCase("all")) {
      int wanted = number ? Integer.parseInt(names) : gpus;
      if (wanted < 1 || wanted > gpus) {
        throw new IllegalArgumentException(
            "devices: expected cpu, auto or some of %d GPUs, found %s".formatted(gpus, names));
      }
      return IntStream.range(0, wanted).mapToObj(Device::gpu).toList();
    }
    List<Device> devices =
        Arrays.stream(names.split(",", -1)).map(name -> device(name.strip())).toList();
    if (devices.stream().map(Device::isGpu).distinct().count() > 1) {
      throw new IllegalArgumentException("devices: expected GPUs or CPUs alone, found " + names);
    }
    return devices;
  }

  private static int parse(String number) {
    try {
      return Integer.parseInt(number.trim());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a whole number, found " + number, e);
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
