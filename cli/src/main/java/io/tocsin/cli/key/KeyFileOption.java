package io.tocsin.cli.key;

import io.tocsin.apikey.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The file of keys. */
final class KeyFileOption {
  private static final String VARIABLE = "TOCSIN_API_KEYS";
  private static final String USUAL = "api-keys.json";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "File of keys. Default: what " + VARIABLE + " is, else ./" + USUAL + ".")
  private Optional<Path> file;

  Path file() {
    return file.or(() -> Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of))
        .orElse(Path.of(USUAL));
  }

  /**
   * Reads the keys that there are.
   *
   * @throws IOException if the file cannot be read
   */
  KeyRing keys() throws IOException {
    return KeyRing.read(file());
  }

  /** Reads them, where there need not be a file yet. */
  KeyRing keysIfAny() throws IOException {
    return Files.exists(file()) ? keys() : new KeyRing(List.of());
  }
}
