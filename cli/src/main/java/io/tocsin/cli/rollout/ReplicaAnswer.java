package io.tocsin.cli.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.contracts.Contract;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a rollout on a replica.
 *
 * @param replica its address
 * @param state whether it serves the rollout
 * @param seconds from writing the rollout until it was seen to be served
 * @param reason why it is not served
 */
@Contract
public record ReplicaAnswer(
    URI replica, State state, Optional<Double> seconds, Optional<String> reason) {
  /** Whether a replica serves a rollout. */
  public enum State {
    @JsonProperty("served")
    SERVED,
    /** Another rollout came before it was seen to be served. */
    @JsonProperty("replaced")
    REPLACED,
    /** It must not be: what was served before serves on. */
    @JsonProperty("refused")
    REFUSED,
    @JsonProperty("late")
    LATE,
    /** Nobody answered. */
    @JsonProperty("unreachable")
    UNREACHABLE
  }

  static ReplicaAnswer served(URI replica, double seconds) {
    return new ReplicaAnswer(replica, State.SERVED, Optional.of(seconds), Optional.empty());
  }

  static ReplicaAnswer not(URI replica, State state, String reason) {
    return new ReplicaAnswer(replica, state, Optional.empty(), Optional.of(reason));
  }

  String text() {
    return switch (state) {
      case SERVED ->
          String.format(Locale.ROOT, "served by %s after %.2f s", replica, seconds.orElseThrow());
      case REPLACED, REFUSED, LATE, UNREACHABLE ->
          "%s by %s: %s"
              .formatted(
                  state == State.REPLACED ? "not seen served" : "not served",
                  replica,
                  reason.orElseThrow());
    };
  }
}
