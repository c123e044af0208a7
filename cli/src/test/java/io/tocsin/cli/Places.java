package io.tocsin.cli;

import java.nio.file.Path;

/** Folders of the repository. */
final class Places {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path TINY = ROOT.resolve("models/tiny-llama3");
  static final Path SAMPLE = ROOT.resolve("samples/tweets.csv");
  static final Path GOLDEN = ROOT.resolve("llama/src/test/resources/golden");

  private Places() {}
}
