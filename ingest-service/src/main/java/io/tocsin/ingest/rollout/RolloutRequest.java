package io.tocsin.ingest.rollout;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.apikey.ReservedNames;
import io.tocsin.contracts.Require;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.messaging.rollout.Challenger;
import io.tocsin.messaging.rollout.RolloutChange;
import io.tocsin.messaging.rollout.RolloutOrder;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator wants of who answers. Other than in messages a name that is not known is
 * refused.
 *
 * @param action what to do
 * @param version for activate, canary and shadow
 * @param share for canary: of the tweets, in (0, 1)
 * @param challenger for withdraw and promote: the only one, or all of them, unless stated
 * @param who counts where it is not known who calls, {@value #WHO} unless stated
 * @param why not blank: it stays in the history
 * @param baseFingerprint of the base it is about; the only one there is unless stated
 * @param replaces the rollout that whoever decides saw in force; any unless stated
 */
record RolloutRequest(
    Action action,
    Optional<String> version,
    Optional<Double> share,
    Optional<Challenger> challenger,
    Optional<String> who,
    String why,
    Optional<String> baseFingerprint,
    Optional<Long> replaces) {
  static final String WHO = "api";

  private static final Set<Action> OF_A_VERSION =
      Set.of(Action.ACTIVATE, Action.CANARY, Action.SHADOW);
  private static final Set<Action> OF_A_CHALLENGER = Set.of(Action.WITHDRAW, Action.PROMOTE);

  /** What can be done. */
  enum Action {
    @JsonProperty("activate")
    ACTIVATE,
    @JsonProperty("canary")
    CANARY,
    @JsonProperty("shadow")
    SHADOW,
    @JsonProperty("withdraw")
    WITHDRAW,
    @JsonProperty("promote")
    PROMOTE,
    @JsonProperty("rollback")
    ROLLBACK
  }

  /**
   * Checks that everything is there, and nothing that would have no effect.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  RolloutRequest {
    Require.present("action", action);
    requireOnlyFor("version", version, OF_A_VERSION.contains(action));
    version.ifPresent(named -> Require.filled("version", named));
    requireOnlyFor("share", share, action == Action.CANARY);
    Require.that(
        challenger.isEmpty() || OF_A_CHALLENGER.contains(action),
        "challenger",
        "none for this action",
        challenger);
    Require.filled("why", why);
    Require.filledIfPresent("who", who);
    baseFingerprint.ifPresent(base -> Require.sha256("baseFingerprint", base));
    Require.offsetIfPresent("replaces", replaces);
  }

  /**
   * Reads a request.
   *
   * @throws UnreadableMessageException naming the first field that is wrong or unknown
   */
  static RolloutRequest read(byte[] body) throws UnreadableMessageException {
    return MessageJson.read(body, RolloutRequest.class);
  }

  /**
   * Returns what is to be done.
   *
   * @param caller whose key or token it was: theirs is the decision, whatever they state
   * @throws IllegalArgumentException if that is not known, and a service's name is stated
   */
  RolloutOrder order(Optional<String> caller) {
    String by = caller.or(this::unreservedWho).orElse(WHO);
    return new RolloutOrder(change(), by, why, baseFingerprint, replaces);
  }

  private Optional<String> unreservedWho() {
    who.ifPresent(name -> ReservedNames.refuse("who", name));
    return who;
  }

  private RolloutChange change() {
    return switch (action) {
      case ACTIVATE -> new RolloutChange.Activate(version.orElseThrow());
      case CANARY -> new RolloutChange.StartCanary(version.orElseThrow(), share.orElseThrow());
      case SHADOW -> new RolloutChange.StartShadow(version.orElseThrow());
      case WITHDRAW -> new RolloutChange.Withdraw(challenger);
      case PROMOTE -> new RolloutChange.Promote(challenger);
      case ROLLBACK -> new RolloutChange.RollBack();
    };
  }

  private static void requireOnlyFor(String field, Optional<?> found, boolean isFor) {
    Require.that(
        found.isPresent() == isFor,
        field,
        isFor ? "one for this action" : "none for this action",
        found.map(Object::toString).orElse("none"));
  }
}
