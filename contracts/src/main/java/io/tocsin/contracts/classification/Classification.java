package io.tocsin.contracts.classification;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the model says a tweet is, and all that is needed to have it say so again.
 *
 * @param tweetId not blank
 * @param category the likeliest, one of those with a logit
 * @param probability the category's, in [0, 1]
 * @param logits by category, in the order of the head's rows; finite
 * @param role as what the adapter answered
 * @param adapterVersion not blank
 * @param baseFingerprint of the base
 * @param rolloutOffset the rollout in force; absent before the first
 * @param sourcePartition of the tweet in topic {@code tweets}
 * @param sourceOffset of the tweet in topic {@code tweets}
 * @param tokens the text's length, special tokens counted, from 1
 * @param characters the text's length in Unicode code points, from 1
 * @param keyword what the tweet was found by
 * @param receivedAt when the tweet's record was written
 * @param classifiedAt when the model had answered
 */
@Contract
public record Classification(
    String tweetId,
    String category,
    @Required double probability,
    Map<String, Double> logits,
    Role role,
    String adapterVersion,
    String baseFingerprint,
    Optional<Long> rolloutOffset,
    @Required int sourcePartition,
    @Required long sourceOffset,
    @Required int tokens,
    @Required int characters,
    Optional<String> keyword,
    @IsoTime Instant receivedAt,
    @IsoTime Instant classifiedAt) {
  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public Classification {
    Require.filled("tweetId", tweetId);
    Require.filled("category", category);
    Require.share("probability", probability);
    logits = Require.named("logits", logits);
    Require.that(!logits.isEmpty(), "logits", "some", "none");
    logits.forEach((name, logit) -> Require.finite("logits." + name, logit));
    Require.that(logits.containsKey(category), "category", "one with a logit", category);
    Require.present("role", role);
    Require.filled("adapterVersion", adapterVersion);
    Require.sha256("baseFingerprint", baseFingerprint);
    Require.offsetIfPresent("rolloutOffset", rolloutOffset);
    Require.atLeast("sourcePartition", 0, sourcePartition);
    Require.atLeast("sourceOffset", 0, sourceOffset);
    Require.atLeast("tokens", 1, tokens);
    Require.atLeast("characters", 1, characters);
    Require.filledIfPresent("keyword", keyword);
    Require.present("receivedAt", receivedAt);
    Require.present("classifiedAt", classifiedAt);
  }
}
