package io.tocsin.cli.pipeline;

import io.tocsin.cli.tag.Tag;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.contracts.adapter.UntrainedHead;
import io.tocsin.contracts.classification.Classification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What becomes of every tweet that was sent, while one adapter answers after the other. */
final class TagAccounts {
  private final TagStream tags;
  private final Map<String, Integer> answersById = new HashMap<>();
  private final Map<Answerer, Long> answersBy = new HashMap<>();
  private final Map<Long, String> versionByRollout = new ConcurrentHashMap<>();
  private int answered;

  /** What tags say of who answered. */
  private record Answerer(Optional<Long> rollout, String version) {}

  TagAccounts(TagStream tags) {
    this.tags = tags;
  }

  /** Takes note of tweets. */
  void sent(Set<String> ids) {
    ids.forEach(id -> answersById.put(id, 0));
  }

  /** Takes note of who answers under a rollout. Any thread may tell. */
  void rollout(long offset, String version) {
    versionByRollout.put(offset, version);
  }

  /** Counts the tags that came since, and returns them. */
  List<Classification> poll() {
    List<Classification> polled = tags.poll().stream().map(Tag::classification).toList();
    for (Classification tag : polled) {
      int before = answersById.merge(tag.tweetId(), 1, Integer::sum) - 1;
      answered += before == 0 ? 1 : 0;
      answersBy.merge(new Answerer(tag.rolloutOffset(), tag.adapterVersion()), 1L, Long::sum);
    }
    return polled;
  }

  int sent() {
    return answersById.size();
  }

  int answered() {
    return answered;
  }

  /** Returns how many tweets have no answer. */
  int unanswered() {
    return answersById.size() - answered;
  }

  /** Returns how many answers there were beyond each tweet's first. */
  long doubled() {
    return answersById.values().stream().mapToLong(answers -> Math.max(0, answers - 1)).sum();
  }

  /** Returns how many answers name a rollout that is not known, or another version than its. */
  long mistagged() {
    return answersBy.entrySet().stream()
        .filter(answers -> !isRight(answers.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private boolean isRight(Answerer answerer) {
    String version = answerer.rollout().map(versionByRollout::get).orElse(UntrainedHead.VERSION);
    return answerer.version().equals(version);
  }
}
