package io.tocsin.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which adapter, and how it reads texts. */
public final class AdapterOptions {
  /** Longer than any tweet: nothing is cut off, and batches cut by length make it cost nothing. */
  public static final String MAX_LENGTH = "256";

  @Option(
      names = "--adapter",
      paramLabel = "DIR",
      required = true,
      description = "Adapter in PEFT's layout, as finetune writes it.")
  private Path adapter;

  @Option(
      names = "--max-length",
      paramLabel = "TOKENS",
      defaultValue = MAX_LENGTH,
      description = "Texts are cut off after so many tokens.")
  private int maxLength;

  /** Returns the adapter's folder. */
  public Path folder() {
    return adapter;
  }

  /** Returns the longest text in tokens. */
  public int maxTokens() {
    return maxLength;
  }
}
