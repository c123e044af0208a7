package io.tocsin.messaging.rollout;

import java.util.Optional;

/**
 * What somebody wants of who answers.
 *
 * @param change what is to be different
 * @param by who wants it, not blank
 * @param why not blank: it stays in the history
 * @param baseFingerprint of the base it is about; the only one there is unless stated
 * @param replaces the rollout that whoever decided saw in force; whichever is in force unless
 *     stated
 */
public record RolloutOrder(
    RolloutChange change,
    String by,
    String why,
    Optional<String> baseFingerprint,
    Optional<Long> replaces) {}
