package io.tocsin.cli.client;

import io.tocsin.cli.system.StateFolder;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the ingest service is. */
final class IngestOptions {
  @Option(
      names = "--ingest",
      paramLabel = "URL",
      description =
          "Ingest service. Default: TOCSIN_INGEST_URL, else the one that runs in the state folder,"
              + " else http://127.0.0.1:8081.")
  private Optional<URI> url;

  @Mixin private KeyOptions key;

  /** Returns its client. */
  IngestClient client(StateFolder state) {
    return new IngestClient(new Addresses(System::getenv, state).ingest(url), key.key());
  }
}
