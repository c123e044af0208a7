package io.tocsin.inference.tweet;

import io.tocsin.inference.batch.ComputedBatch;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The tweets that were read and are not committed yet: how many, and the spans of some. */
final class Backlog {
  private final TweetTraces traces;
  private long epoch;
  private long tweets;

  Backlog(TweetTraces traces) {
    this.traces = traces;
  }

  /** Says that tweets were read, before anyone can have committed them. */
  synchronized void read(long epoch, List<ConsumerRecord<byte[], byte[]>> more) {
    if (epoch != this.epoch) {
      this.epoch = epoch;
      tweets = 0;
      traces.forget();
    }
    tweets += more.size();
    more.forEach(traces::read);
  }

  synchronized void committed(ComputedBatch batch) {
    if (batch.epoch() == epoch) {
      tweets -= batch.outcomes().size();
    }
    batch.outcomes().forEach(outcome -> traces.committed(outcome, batch.at()));
  }

  synchronized long tweets() {
    return tweets;
  }
}
