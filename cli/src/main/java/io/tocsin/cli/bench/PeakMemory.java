package io.tocsin.cli.bench;

import ai.djl.Device;
import io.tocsin.llama.model.BaseCopies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
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

  /** Asks the machine about this process, or about the fullest of the GPUs that it uses. */
  static PeakMemory of(BaseCopies base) throws IOException {
    List<PeakMemory> gpus =
        base.all().stream()
            .flatMap(copy -> copy.devices().stream())
            .filter(Device::isGpu)
            .map(device -> ofGpu(device.getDeviceId()))
            .toList();
    return gpus.isEmpty()
        ? ofProcess()
        : Collections.max(gpus, Comparator.comparingLong(gpu -> gpu.bytes().orElse(0L)));
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
   * PyTorch keeps what it once allocated, so what the process holds at the end is the peak. Where
   * the driver does not tell processes apart, as in most containers, the card's figure stands in.
   */
  private static PeakMemory ofGpu(int index) {
    String own = ProcessHandle.current().pid() + ", ";
    Optional<Long> process =
        query(index, "--query-compute-apps=pid,used_gpu_memory")
            .lines()
            .filter(line -> line.startsWith(own))
            .map(line -> line.substring(own.length()))
            .flatMap(line -> mebibytes(line).stream())
            .findFirst();
    if (process.isPresent()) {
      return new PeakMemory(process, "nvidia-smi: held by this process");
    }
    String answer = query(index, "--query-gpu=memory.used");
    Optional<Long> card = mebibytes(answer);
    return new PeakMemory(
        card, card.isPresent() ? "nvidia-smi: the card's memory in use" : "nvidia-smi: " + answer);
  }

  private static Optional<Long> mebibytes(String number) {
    return number.matches("\\d{1,12}")
        ? Optional.of(Long.parseLong(number) << 20)
        : Optional.empty();
  }

  private static String query(int index, String question) {
    ProcessBuilder builder =
        new ProcessBuilder(
                "nvidia-smi", "-i", card(index), question, "--format=csv,noheader,nounits")
            .redirectErrorStream(true);
    try {
      Process process = builder.start();
      String answer =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      process.waitFor();
      return answer;
    } catch (IOException e) {
      return "does not run: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** CUDA numbers the cards that it may see; nvidia-smi numbers all. */
  private static String card(int index) {
    String visible = System.getenv(VISIBLE);
    return visible == null || visible.isBlank()
        ? Integer.toString(index)
        : visible.split(",", -1)[index].strip();
  }
}
