package io.tocsin.cli.bench;

import ai.djl.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most memory that was in use.
 *
 * @param bytes if the machine tells
 * @param source where the figure is from, or why there is none
 */
record PeakMemory(Optional<Long> bytes, String source) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern HIGH_WATER = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

  /** Asks the machine about this process, or about the GPU that it uses. */
  static PeakMemory of(Device device) throws IOException {
    return device.isGpu() ? ofGpu(device.getDeviceId()) : ofProcess();
  }

  private static PeakMemory ofProcess() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return new PeakMemory(Optional.empty(), "this system has no " + STATUS);
    }
    Matcher matcher = HIGH_WATER.matcher(Files.readString(STATUS));
    return matcher.find()
        ? new PeakMemory(
            Optional.of(Long.parseLong(matcher.group(1)) * 1024), "VmHWM: peak resident set")
        : new PeakMemory(Optional.empty(), STATUS + " has no VmHWM");
  }

  /**
   * PyTorch keeps what it once allocated, so what is in use at the end is the peak; other processes
   * on the card count as well.
   */
  private static PeakMemory ofGpu(int index) throws IOException {
    String query = "--query-gpu=memory.used";
    ProcessBuilder builder =
        new ProcessBuilder("nvidia-smi", "-i", card(index), query, "--format=csv,noheader,nounits")
            .redirectErrorStream(true);
    String answer;
    try {
      Process process = builder.start();
      answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      process.waitFor();
    } catch (IOException e) {
      return new PeakMemory(Optional.empty(), "nvidia-smi does not run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new PeakMemory(Optional.empty(), "interrupted");
    }
    return answer.matches("\\d+")
        ? new PeakMemory(
            Optional.of(Long.parseLong(answer) << 20), "nvidia-smi: the card's memory in use")
        : new PeakMemory(Optional.empty(), "nvidia-smi: " + answer);
  }

  /** CUDA numbers the cards that it may see; nvidia-smi numbers all. */
  private static String card(int index) {
    String visible = System.getenv(VISIBLE);
    return visible == null || visible.isBlank()
        ? Integer.toString(index)
        : visible.split(",", -1)[index].strip();
  }
}
