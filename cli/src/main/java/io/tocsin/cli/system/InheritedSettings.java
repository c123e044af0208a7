package io.tocsin.cli.system;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the services read of the environment that they are started from. It is recorded with them:
 * started again from another shell, they are as they were, and what was closed is not open. Secrets
 * are not recorded, and must be there again.
 */
final class InheritedSettings {
  private static final List<String> OURS = List.of("TOCSIN_", "QUARKUS_", "OTEL_");

  /** Headers are where OpenTelemetry's exporter has its password. */
  private static final List<String> SECRET =
      List.of("SECRET", "PASSWORD", "TOKEN", "CREDENTIAL", "HEADERS", "TOCSIN_API_KEY");

  /** Not a secret, but where secrets' hashes lie. */
  static final String API_KEYS = "TOCSIN_API_KEYS";

  private InheritedSettings() {}

  /** Returns those of an environment. */
  static Map<String, String> of(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(variable -> isRecorded(variable.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Returns whether a variable is recorded, so that its value of today does not count later. */
  static boolean isRecorded(String name) {
    return OURS.stream().anyMatch(name::startsWith)
        && (name.equals(API_KEYS) || SECRET.stream().noneMatch(name::contains));
  }
}
