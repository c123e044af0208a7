package io.tocsin.messaging.rollout;

import java.time.Instant;

/**
 * Who decides a rollout.
 *
 * @param by not blank
 * @param why not blank
 * @param at when
 */
public record Decision(String by, String why, Instant at) {}
