package io.tocsin.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which base model. */
public final class BaseOptions {
  /** The embedded base, as the launcher finds it from any folder. */
  public static final String DEFAULT = "${sys:tocsin.home:-.}/models/tiny-llama3";

  @Option(
      names = "--base",
      paramLabel = "DIR",
      defaultValue = DEFAULT,
      description =
          "Base model in Hugging Face's layout: config.json, tokenizer.json, safetensors.")
  private Path base;

  /** Returns the base's folder, without detours. */
  public Path folder() {
    return base.toAbsolutePath().normalize();
  }
}
