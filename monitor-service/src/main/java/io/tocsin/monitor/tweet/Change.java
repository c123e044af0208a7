package io.tocsin.monitor.tweet;

import io.tocsin.contracts.classification.Classification;
import java.util.Optional;

/**
 * Something became known of a tweet.
 *
 * @param tag what was said, if that is it
 * @param before what was known
 * @param after what is known now
 */
public record Change(Optional<Classification> tag, TaggedTweet before, TaggedTweet after) {}
