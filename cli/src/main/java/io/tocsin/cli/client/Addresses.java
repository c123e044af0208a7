package io.tocsin.cli.client;

import io.tocsin.cli.system.Endpoints;
import io.tocsin.cli.system.LocalSystem;
import io.tocsin.cli.system.StateFolder;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Where a system is reached: where an option says, else an environment variable, else what runs in
 * the state folder, else the usual port on this machine.
 */
final class Addresses {
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
  Addresses(UnaryOperator<String> environment, StateFolder state) {
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
    return option
        .or(() -> variable("TOCSIN_INFERENCE_URL", URI::create))
        .or(() -> system.runningEndpoints().map(endpoints -> endpoints.inference().getFirst()))
        .orElse(USUAL_INFERENCE);
  }

  String kafka(Optional<String> option) {
    return option
        .or(() -> variable(Endpoints.BOOTSTRAP_SERVERS, value -> value))
        .or(() -> system.runningEndpoints().map(Endpoints::bootstrapServers))
        .orElse(USUAL_KAFKA);
  }

  private <T> Optional<T> variable(String name, Function<String, T> read) {
    return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank()).map(read);
  }
}
