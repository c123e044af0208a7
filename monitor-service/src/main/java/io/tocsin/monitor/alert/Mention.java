package io.tocsin.monitor.alert;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Required;
import java.time.Instant;

/** A tweet with a term was given a category. */
@Contract
record Mention(Subject subject, String tweetId, @Required double probability, @IsoTime Instant at)
    implements Heard {}
