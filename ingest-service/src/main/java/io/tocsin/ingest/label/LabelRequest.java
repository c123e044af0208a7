package io.tocsin.ingest.label;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.label.LabelReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A label as clients state it: what they leave out is filled in.
 *
 * @param givenBy {@value #GIVEN_BY} unless stated
 * @param reason {@link LabelReason#IMPORT} unless stated
 * @param givenAt now, unless stated
 */
@Contract
record LabelRequest(
    String tweetId,
    String text,
    Optional<String> keyword,
    String category,
    Optional<String> givenBy,
    Optional<LabelReason> reason,
    @IsoTime Optional<Instant> givenAt) {
  static final String GIVEN_BY = "api";

  /**
   * Returns the label.
   *
   * @throws IllegalArgumentException naming the first field that is wrong
   */
  Label label(List<String> categories, Instant now) {
    Label label =
        new Label(
            tweetId,
            text,
            keyword,
            category,
            givenBy.orElse(GIVEN_BY),
            reason.orElse(LabelReason.IMPORT),
            givenAt.orElse(now));
    boolean known = categories.contains(category);
    Require.that(known, "category", "one of " + categories, "another");
    return label;
  }
}
