package io.tocsin.monitor.alert;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import java.time.Instant;

/**
 * The time of the tweets.
 *
 * @param first of the first tweet
 * @param now of the newest
 */
@Contract
record AlertClock(@IsoTime Instant first, @IsoTime Instant now) {
  /** Returns the clock when a tweet of that time has come; it never goes back. */
  AlertClock at(Instant time) {
    return time.isAfter(now) ? new AlertClock(first, time) : this;
  }
}
