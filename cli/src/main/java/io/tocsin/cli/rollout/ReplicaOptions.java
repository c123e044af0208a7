package io.tocsin.cli.rollout;

import io.tocsin.cli.client.Addresses;
import io.tocsin.cli.client.KeyOptions;
import io.tocsin.cli.client.ServiceKey;
import io.tocsin.cli.system.StateFolder;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which replicas are asked. */
final class ReplicaOptions {
  @Option(
      names = "--inference",
      paramLabel = "URL",
      split = ",",
      description =
          "Inference services to ask. Default: TOCSIN_INFERENCE_URL, else those that run in the"
              + " state folder, else http://127.0.0.1:8083.")
  private List<URI> urls = List.of();

  @Mixin private KeyOptions key;

  ServiceKey key() {
    return key.key();
  }

  List<URI> replicas(StateFolder state) {
    return new Addresses(System::getenv, state).replicas(urls);
  }
}
