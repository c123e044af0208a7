package io.tocsin.cli.soak;

import io.tocsin.cli.client.InferenceClient;
import io.tocsin.cli.client.ServiceKey;
import io.tocsin.cli.system.RecordedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at processes from outside: through Linux' {@code /proc}, and through their metrics. */
final class Sampler {
  private static final double MEBIBYTE = 1 << 20;
  private static final double KIBIBYTES_A_MEBIBYTE = 1024;
  private static final String ANONYMOUS = "RssAnon:";

  private final List<RecordedProcess> processes;

  /** The same all the time: connections of our own are not to be what grows. */
  private final Map<String, InferenceClient> clients;

  Sampler(List<RecordedProcess> processes) {
    this.processes = List.copyOf(processes);
    this.clients =
        processes.stream()
            .collect(
                Collectors.toMap(
                    RecordedProcess::name,
                    process -> new InferenceClient(process.url(), ServiceKey.ofEnvironment())));
  }

  /** Returns what can be seen without disturbing anybody. */
  List<Measurement> look(double seconds) {
    List<Measurement> found = new ArrayList<>();
    for (RecordedProcess process : processes) {
      String name = process.name();
      found.add(new Measurement(seconds, name, Figure.RESIDENT, resident(process.pid())));
      found.add(new Measurement(seconds, name, Figure.FILES, files(process.pid())));
      if (process.isReplica()) {
        InferenceClient client = clients.get(name);
        double direct = client.metric("jvm_buffer_memory_used_bytes", "id=\"direct\"");
        found.add(new Measurement(seconds, name, Figure.DIRECT, direct / MEBIBYTE));
        found.add(
            new Measurement(
                seconds, name, Figure.TENSORS, client.metric("tocsin_inference_tensors")));
        found.add(
            new Measurement(
                seconds, name, Figure.LAG, client.metric("tocsin_inference_lag_records")));
      }
    }
    return found;
  }

  /** Has the services collect their garbage, and returns what is left: only that tells a leak. */
  List<Measurement> lookAfterCollection(double seconds) {
    List<Measurement> found = new ArrayList<>();
    for (RecordedProcess process : processes) {
      if (!process.isBroker()) {
        collect(process.pid());
        double heap = clients.get(process.name()).metric("jvm_memory_used_bytes", "area=\"heap\"");
        found.add(new Measurement(seconds, process.name(), Figure.HEAP, heap / MEBIBYTE));
      }
    }
    return found;
  }

  private static double resident(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", "" + pid, "status"))) {
      return lines
              .filter(line -> line.startsWith(ANONYMOUS))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
              .sum()
          / KIBIBYTES_A_MEBIBYTE;
    } catch (IOException e) {
      throw new UncheckedIOException("a process ended, or this is not Linux", e);
    }
  }

  private static long files(long pid) {
    try (Stream<Path> open = Files.list(Path.of("/proc", "" + pid, "fd"))) {
      return open.count();
    } catch (IOException e) {
      throw new UncheckedIOException("a process ended, or this is not Linux", e);
    }
  }

  private static void collect(long pid) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      int exitCode =
          new ProcessBuilder(jcmd, "" + pid, "GC.run")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException("%s %d GC.run failed (%d)".formatted(jcmd, pid, exitCode));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while garbage was collected", e);
    }
  }
}
