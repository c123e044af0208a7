package io.tocsin.monitor.alert;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import java.time.Instant;

/**
 * The time of the tweets.
 *
 * @param first of the first that came: what was usual before it, a late tweet does not tell
 * @param now of the newest
 */
@Contract
record AlertClock(@IsoTime Instant first, @IsoTime Instant now) {
  /** Returns the clock when a tweet of that time has come, which may be late. */
  AlertClock at(Instant time) {
    return new AlertClock(first, time.isAfter(now) ? time : now);
  }
}
