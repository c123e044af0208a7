package io.tocsin.cli.client;

import io.tocsin.cli.option.UsageError;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * With which key services are asked. There is no option for the key itself: others would see it.
 */
public final class KeyOptions {
  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "File that holds the API key or bearer token for the services, where they ask for one."
              + " Default: what TOCSIN_API_KEY is.")
  private Optional<Path> file;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * Returns the key.
   *
   * @throws picocli.CommandLine.ParameterException if the file cannot be read, or holds none
   */
  public ServiceKey key() {
    return file.map(named -> UsageError.unless(command, () -> ServiceKey.in(named)))
        .orElseGet(ServiceKey::ofEnvironment);
  }
}
