package io.tocsin.cli.rollout;

import io.tocsin.cli.client.InferenceClient;
import io.tocsin.cli.client.InferenceClient.Rollouts;
import io.tocsin.cli.client.ServiceException;
import io.tocsin.cli.client.ServiceKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Replicas as they were found.
 *
 * @param reachable those that answer, with what they say
 * @param unreachable the others, with the reasons
 */
record Replicas(Map<URI, Rollouts> reachable, Map<URI, String> unreachable) {
  private sealed interface Found {
    record Reached(URI replica, Rollouts rollouts) implements Found {}

    record Missed(URI replica, String reason) implements Found {}
  }

  /** Asks all at once. */
  static Replicas ask(List<URI> addresses, ServiceKey key) {
    Map<URI, Rollouts> reachable = new LinkedHashMap<>();
    Map<URI, String> unreachable = new LinkedHashMap<>();
    for (Found found : each(addresses, address -> ask(address, key))) {
      switch (found) {
        case Found.Reached(URI replica, Rollouts rollouts) -> reachable.put(replica, rollouts);
        case Found.Missed(URI replica, String reason) -> unreachable.put(replica, reason);
      }
    }
    return new Replicas(reachable, unreachable);
  }

  /** Returns what comes of each address, asked side by side, in their order. */
  static <T> List<T> each(Iterable<URI> addresses, Function<URI, T> question) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<T>> asked = new ArrayList<>();
      addresses.forEach(
          address ->
              asked.add(CompletableFuture.supplyAsync(() -> question.apply(address), threads)));
      return asked.stream().map(CompletableFuture::join).toList();
    }
  }

  /**
   * Returns the base of those that answer; none if none does.
   *
   * @throws ServiceException if they have several
   */
  Optional<String> base() {
    Set<String> bases =
        reachable.values().stream().map(Rollouts::baseFingerprint).collect(Collectors.toSet());
    if (bases.size() > 1) {
      throw new ServiceException(
          "expected replicas on one base, found %s: say which with --base-fingerprint, and name"
                  .formatted(bases)
              + " its replicas with --inference");
    }
    return bases.stream().findFirst();
  }

  private static Found ask(URI address, ServiceKey key) {
    try {
      return new Found.Reached(address, new InferenceClient(address, key).rollouts());
    } catch (ServiceException e) {
      return new Found.Missed(address, e.getMessage());
    }
  }
}
