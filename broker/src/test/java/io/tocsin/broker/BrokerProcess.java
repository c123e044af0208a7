package io.tocsin.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that runs {@link BrokerMain}. Signals go through its handle, which leaves the outputs
 * open for reading.
 *
 * @param process with both outputs open
 * @param output what it prints
 */
record BrokerProcess(Process process, BufferedReader output) implements AutoCloseable {
  private static final int SECONDS_TO_END = 30;

  static BrokerProcess start(String... arguments) throws IOException {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerMain.class.getName());
    Process process =
        new ProcessBuilder(Stream.concat(java.stream(), Stream.of(arguments)).toList()).start();
    return new BrokerProcess(process, process.inputReader());
  }

  static BrokerProcess on(Path dataDirectory) throws IOException {
    return start("--port", "0", "--data-dir", dataDirectory.toString());
  }

  /** Waits for the line that says it is ready, and returns where. */
  Records ready() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new AssertionError("ended without being ready: " + errors());
    }
    return new Records(line.replaceFirst("Kafka is ready at (\\S+), data in .*", "$1"));
  }

  /** Kills it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    exitCode();
  }

  /** Asks it to stop as {@code kill} does. */
  void terminate() throws InterruptedException {
    process.toHandle().destroy();
    exitCode();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
      throw new AssertionError("still runs after " + SECONDS_TO_END + " s");
    }
    return process.exitValue();
  }

  List<String> remainingOutput() {
    return output.lines().toList();
  }

  /** Returns what it complained of until its end. */
  String errors() throws IOException {
    try (BufferedReader errors = process.errorReader()) {
      return String.join("\n", errors.lines().toList());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
