package io.tocsin.messaging.rollout;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.rollout.Rollout;
import java.util.Optional;

/**
 * Who answered from one rollout until the next.
 *
 * @param offset names the rollout
 * @param replacedBy the rollout that came after it; absent for the one in force
 * @param rollout who answered
 */
@Contract
public record RolloutPeriod(long offset, Optional<Long> replacedBy, Rollout rollout) {}
