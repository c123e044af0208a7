package io.tocsin.cli.pipeline;

import io.tocsin.cli.tag.Tag;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.topic.RecordPosition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How many tweets wait for their answers, so that there is load and no more than that. */
public final class TagAccounts {
  private final TagStream tags;
  private final Set<RecordPosition> answered = new HashSet<>();
  private int sent;

  /**
   * Begins an account.
   *
   * @param tags begun before the first tweet was sent
   */
  public TagAccounts(TagStream tags) {
    this.tags = tags;
  }

  /** Takes note of tweets that will be answered. */
  public void sent(int tweets) {
    sent += tweets;
  }

  /** Counts the tags that came since, and returns them. */
  public List<Classification> poll() {
    List<Classification> polled = tags.poll().stream().map(Tag::classification).toList();
    polled.forEach(tag -> answered.add(Tag.source(tag)));
    return polled;
  }

  /** Returns how many tweets have an answer. */
  public int answered() {
    return answered.size();
  }

  /** Returns how many tweets have no answer. */
  public int unanswered() {
    return sent - answered.size();
  }
}
