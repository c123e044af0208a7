package io.tocsin.cli.system;

import java.nio.file.Files;
import java.nio.file.Path;

/** Stands in for a service that cannot be started again while a file lies where it runs. */
final class OnceService {
  /** Within the state folder. */
  static final Path OBSTACLE = Path.of("obstacle");

  private OnceService() {}

  public static void main(String[] arguments) throws Exception {
    if (Files.exists(OBSTACLE)) {
      throw new IllegalStateException("expected no obstacle, found one");
    }
    Files.createFile(OBSTACLE);
    StandInService.main(arguments);
  }
}
