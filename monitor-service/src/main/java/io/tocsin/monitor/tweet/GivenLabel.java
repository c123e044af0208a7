package io.tocsin.monitor.tweet;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.label.LabelReason;
import java.time.Instant;

/**
 * What somebody said a tweet is.
 *
 * @param at when the label's record was written
 */
@Contract
public record GivenLabel(String category, LabelReason reason, @IsoTime Instant at) {}
