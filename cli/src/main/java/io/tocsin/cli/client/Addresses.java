package io.tocsin.cli.client;

import io.tocsin.cli.system.Endpoints;
import io.tocsin.cli.system.LocalSystem;
import io.tocsin.cli.system.StateFolder;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where a system is reached: where an option says, else an environment variable, else what runs in
 * the state folder, else the usual port on this machine.
 */
public final class Addresses {
  private static final URI USUAL_INGEST = URI.create("http://127.0.0.1:8081");
  private static final URI USUAL_INFERENCE = URI.create("http://127.0.0.1:8083");
  private static final String USUAL_KAFKA = "127.0.0.1:9092";

  private final UnaryOperator<String> environment;
  private final LocalSystem system;

  /**
   * Prepares the look-up.
   *
   * @param environment returns the value of a variable, or null
   */
  public Addresses(UnaryOperator<String> environment, StateFolder state) {
    this.environment = environment;
    this.system = LocalSystem.in(state);
  }

  URI ingest(Optional<URI> option) {
    return option
        .or(() -> variable("TOCSIN_INGEST_URL", URI::create))
        .or(() -> system.runningEndpoints().map(Endpoints::ingest))
        .orElse(USUAL_INGEST);
  }

  URI inference(Optional<URI> option) {
    return replicas(option.stream().toList()).getFirst();
  }

  /** Returns all inference services that are known of. */
  public List<URI> replicas(List<URI> options) {
    return Optional.of(options)
        .filter(stated -> !stated.isEmpty())
        .or(() -> variable("TOCSIN_INFERENCE_URL", Addresses::several))
        .or(() -> system.runningEndpoints().map(Endpoints::inference))
        .orElse(List.of(USUAL_INFERENCE));
  }

  String kafka(Optional<String> option) {
    return option
        .or(() -> variable(Endpoints.BOOTSTRAP_SERVERS, value -> value))
        .or(() -> system.runningEndpoints().map(Endpoints::bootstrapServers))
        .orElse(USUAL_KAFKA);
  }

  private static List<URI> several(String addresses) {
    return Arrays.stream(addresses.split(",")).map(String::strip).map(URI::create).toList();
  }

  private <T> Optional<T> variable(String name, Function<String, T> read) {
    return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank()).map(read);
  }
}
