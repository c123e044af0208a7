package io.tocsin.inference.batch;

import io.tocsin.contracts.classification.Role;
import io.tocsin.inference.rollout.ServedModel;
import io.tocsin.llama.classify.Classification;
import io.tocsin.llama.text.TweetText;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is to be written of a record of topic {@code tweets}. */
public sealed interface Outcome {
  /** Returns the record as it came. */
  ConsumerRecord<byte[], byte[]> record();

  /**
   * It was classified.
   *
   * @param text what was classified
   * @param tags the answer first, then the shadow's if there is one
   */
  record Answered(ConsumerRecord<byte[], byte[]> record, String id, TweetText text, List<Tag> tags)
      implements Outcome {}

  /**
   * It could not be.
   *
   * @param reason in words, without its text
   */
  record DeadLettered(ConsumerRecord<byte[], byte[]> record, String reason) implements Outcome {}

  /**
   * It deletes a tweet: its label and its dead letters are taken back.
   *
   * @param id of the tweet
   */
  record Deleted(ConsumerRecord<byte[], byte[]> record, String id) implements Outcome {}

  /**
   * What one version says, and as what.
   *
   * @param categories what the logits stand for
   */
  record Tag(Role role, String version, List<String> categories, Classification classification) {
    static Tag of(Role role, ServedModel served, Classification classification) {
      return new Tag(role, served.version(), served.model().categories(), classification);
    }
  }
}
