package io.tocsin.inference.batch;

import java.util.List;

/**
 * What the model does next.
 *
 * @param epoch when the tweets were read: see {@link Epoch}
 * @param oneOffs those who wait the longest
 * @param tweets in the order in which they were read
 * @param waited whether there had been nothing to do
 */
public record Work(long epoch, List<OneOff> oneOffs, List<IncomingTweet> tweets, boolean waited) {
  /** Returns the number of texts for the model: what is no tweet, and deletions, have none. */
  public int texts() {
    long ready = tweets.stream().filter(IncomingTweet.Ready.class::isInstance).count();
    return (int) ready + oneOffs.stream().mapToInt(oneOff -> oneOff.texts().size()).sum();
  }
}
