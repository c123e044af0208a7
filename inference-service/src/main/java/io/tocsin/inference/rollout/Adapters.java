package io.tocsin.inference.rollout;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.UntrainedHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The adapters that were published, and those among them that were refused. */
final class Adapters {
  private final AdapterLoader loader;
  private final Map<String, AdapterPublished> known = new HashMap<>();
  private final Map<String, String> refused = new LinkedHashMap<>();

  Adapters(AdapterLoader loader) {
    this.loader = loader;
  }

  /** Takes note of a version; without an adapter it is no longer known. */
  void announce(String version, Optional<AdapterPublished> adapter) {
    AdapterPublished before =
        adapter.isPresent() ? known.put(version, adapter.get()) : known.remove(version);
    if (!adapter.equals(Optional.ofNullable(before))) {
      refused.remove(version); // what was refused may have been repaired
    }
  }

  /** Returns those versions that nobody has published. */
  List<String> missing(List<String> versions) {
    return versions.stream()
        .filter(version -> !isUntrained(version))
        .filter(this::isUnknown)
        .toList();
  }

  /** Returns whether the refusal is new. */
  boolean refuse(String version, String reason) {
    return refused.put(version, reason) == null;
  }

  Map<String, String> refused() {
    return refused;
  }

  ServedModel untrained() {
    return new ServedModel(UntrainedHead.VERSION, loader.untrained());
  }

  /**
   * Loads versions, all or none.
   *
   * @param serving what is loaded already, and used again
   */
  Map<String, ServedModel> load(List<String> versions, List<ServedModel> serving)
      throws RefusedAdapterException, IOException {
    requireNoneRefused(versions);
    Map<String, ServedModel> models = new HashMap<>();
    serving.forEach(served -> models.put(served.version(), served));
    List<ServedModel> added = new ArrayList<>();
    boolean complete = false;
    try {
      for (String version : versions) {
        if (!models.containsKey(version)) {
          added.add(load(version));
          models.put(version, added.getLast());
        }
      }
      complete = true;
      return models;
    } finally {
      if (!complete) {
        added.forEach(served -> served.model().close());
      }
    }
  }

  private void requireNoneRefused(List<String> versions) throws RefusedAdapterException {
    for (String version : versions) {
      if (refused.containsKey(version)) {
        throw new RefusedAdapterException(version, refused.get(version));
      }
    }
  }

  private ServedModel load(String version) throws RefusedAdapterException, IOException {
    return isUntrained(version)
        ? untrained()
        : new ServedModel(version, loader.load(known.get(version)));
  }

  private boolean isUnknown(String version) {
    return !known.containsKey(version);
  }

  private static boolean isUntrained(String version) {
    return version.equals(UntrainedHead.VERSION);
  }
}
