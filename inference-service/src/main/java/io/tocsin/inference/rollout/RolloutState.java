package io.tocsin.inference.rollout;

import io.tocsin.messaging.rollout.RolloutInForce;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where rollouts stand.
 *
 * @param baseFingerprint of the base that is loaded
 * @param inForce the newest that counts
 * @param lineup who answers; another than the one in force names while that one's adapters are
 *     pending or refused
 * @param pending versions that the one in force names and nobody has published yet
 * @param refused versions that must not serve, with the reasons
 * @param unreadable records of the topics that could not be read, with the reasons, the newest last
 * @param trouble why the store cannot be read just now
 */
public record RolloutState(
    String baseFingerprint,
    Optional<RolloutInForce> inForce,
    Optional<Lineup> lineup,
    List<String> pending,
    Map<String, String> refused,
    Map<String, String> unreadable,
    Optional<String> trouble) {
  public RolloutState {
    pending = List.copyOf(pending);
    refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    unreadable = Collections.unmodifiableMap(new LinkedHashMap<>(unreadable));
  }
}
