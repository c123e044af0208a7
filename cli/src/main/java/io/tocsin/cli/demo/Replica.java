package io.tocsin.cli.demo;

import io.tocsin.cli.client.InferenceClient;
import io.tocsin.cli.client.ServiceKey;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A replica that is to serve a new version. */
final class Replica {
  private static final Duration BETWEEN = Duration.ofMillis(20);
  private static final String LONGEST_SWAP = "tocsin_inference_swap_seconds_max";

  private final URI address;
  private final InferenceClient client;

  Replica(URI address) {
    this.address = address;
    this.client = new InferenceClient(address, ServiceKey.ofEnvironment());
  }

  /**
   * Waits until it serves a version.
   *
   * @return from reading the rollout to serving it, as the replica measured it
   * @throws TimeoutException if it serves another for too long
   */
  Duration awaitServed(String version, Duration patience) throws TimeoutException {
    long start = System.nanoTime();
    Optional<String> served = client.activeVersion();
    while (!served.equals(Optional.of(version))) {
      if (System.nanoTime() - start > patience.toNanos()) {
        throw new TimeoutException(
            "%s: expected version %s, found %s still: see %s/rollout"
                .formatted(address, version, served.orElse("none"), address));
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
      served = client.activeVersion();
    }
    return Duration.ofNanos(Math.round(client.metric(LONGEST_SWAP) * 1e9));
  }
}
