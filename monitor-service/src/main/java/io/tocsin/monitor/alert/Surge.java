package io.tocsin.monitor.alert;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Required;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A surge that has not ended.
 *
 * @param startedAt when it was first seen
 * @param toldAt when it was last told of
 * @param highAt when it was last high enough to go on
 * @param mostTweets in the fullest window so far
 */
@Contract
record Surge(
    @IsoTime Instant startedAt,
    @IsoTime Instant toldAt,
    @IsoTime Instant highAt,
    @Required long mostTweets) {
  static Surge begun(Instant now, long tweets) {
    return new Surge(now, now, now, tweets);
  }

  /** Returns the id of all its records, the same however often they are computed. */
  String id(Subject subject) {
    String name = subject.key() + "@" + startedAt;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  Surge counted(long tweets) {
    return new Surge(startedAt, toldAt, highAt, Math.max(mostTweets, tweets));
  }

  Surge high(Instant now) {
    return new Surge(startedAt, toldAt, now, mostTweets);
  }

  Surge told(Instant now) {
    return new Surge(startedAt, now, highAt, mostTweets);
  }
}
