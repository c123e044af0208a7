package io.tocsin.messaging.rollout;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.rollout.Rollout;

/**
 * A rollout that is or was in force.
 *
 * @param offset names it
 * @param rollout who answers
 */
@Contract
public record RolloutInForce(long offset, Rollout rollout) {}
