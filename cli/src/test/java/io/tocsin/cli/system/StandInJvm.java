package io.tocsin.cli.system;

import java.nio.file.Path;
import java.util.List;

/** How a test's main class is run in a process of its own. */
final class StandInJvm {
  private StandInJvm() {}

  static List<String> of(Class<?> main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--sun-misc-unsafe-memory-access=allow",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }
}
