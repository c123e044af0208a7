package io.tocsin.cli.retag;

import io.tocsin.cli.tag.Tag;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.llama.metrics.McNemar;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * New tags against the recorded answers of the same records.
 *
 * @param compared records that have both
 * @param same of these, those whose category is the same
 * @param flips of the others, how many went from which category to which
 * @param answeredBy how many of the recorded answers are of which version
 * @param reproduction how exactly answers of the same version came again; absent if there are none
 * @param labels how both agree with labels; absent if there are none
 * @param largest changes of probability, the largest first
 */
record Comparison(
    int compared,
    int same,
    Map<String, Integer> flips,
    Map<String, Integer> answeredBy,
    Optional<Reproduction> reproduction,
    Optional<OnLabels> labels,
    List<Change> largest) {
  private static final int SHOWN = 10;

  /**
   * Answers of the same version and base.
   *
   * @param categories of these, those whose category is the same
   * @param largestLogitDifference of all their logits
   */
  record Reproduction(int answers, int categories, double largestLogitDifference) {}

  /**
   * Answers of tweets that have a label.
   *
   * @param pValue of McNemar's exact test
   */
  record OnLabels(
      int labelled,
      int recordedRight,
      int retaggedRight,
      int onlyRecordedRight,
      int onlyRetaggedRight,
      double pValue) {}

  /**
   * A tweet.
   *
   * @param recorded the category that was answered
   * @param before its probability then
   * @param after its probability now
   */
  record Change(
      String tweetId, RecordPosition place, String recorded, double before, double after) {
    double size() {
      return Math.abs(after - before);
    }
  }

  /** Both tags of a record. */
  private record Pair(Classification recorded, Classification retagged) {
    boolean isSame() {
      return recorded.category().equals(retagged.category());
    }

    boolean isReproduction() {
      return recorded.adapterVersion().equals(retagged.adapterVersion())
          && recorded.baseFingerprint().equals(retagged.baseFingerprint());
    }

    String flip() {
      return recorded.category() + " → " + retagged.category();
    }

    Change change() {
      return new Change(
          recorded.tweetId(),
          Tag.source(recorded),
          recorded.category(),
          recorded.probability(),
          Probability.of(recorded.category(), retagged.logits()));
    }

    double logitDifference() {
      OptionalDouble largest =
          recorded.logits().entrySet().stream()
              .mapToDouble(
                  logit ->
                      Math.abs(
                          logit.getValue()
                              - retagged.logits().getOrDefault(logit.getKey(), Double.MAX_VALUE)))
              .max();
      return largest.orElseThrow();
    }
  }

  /**
   * Compares.
   *
   * @param recorded answers by where their tweets stand
   * @param retagged new tags, likewise
   * @param labels categories by tweet id
   */
  static Comparison of(
      Map<RecordPosition, Classification> recorded,
      Map<RecordPosition, Classification> retagged,
      Map<String, String> labels) {
    List<Pair> pairs =
        recorded.entrySet().stream()
            .filter(answer -> retagged.containsKey(answer.getKey()))
            .map(answer -> new Pair(answer.getValue(), retagged.get(answer.getKey())))
            .toList();
    return new Comparison(
        pairs.size(),
        count(pairs, Pair::isSame),
        counts(pairs.stream().filter(pair -> !pair.isSame()).map(Pair::flip)),
        counts(pairs.stream().map(pair -> pair.recorded().adapterVersion())),
        reproduction(pairs.stream().filter(Pair::isReproduction).toList()),
        onLabels(
            pairs.stream().filter(pair -> labels.containsKey(pair.recorded().tweetId())).toList(),
            (pair, tag) -> labels.get(pair.recorded().tweetId()).equals(tag.category())),
        largest(pairs));
  }

  private static Map<String, Integer> counts(Stream<String> names) {
    Map<String, Integer> counts = new TreeMap<>();
    names.forEach(name -> counts.merge(name, 1, Integer::sum));
    return counts;
  }

  private static int count(Collection<Pair> pairs, Predicate<Pair> which) {
    return Math.toIntExact(pairs.stream().filter(which).count());
  }

  private static Optional<Reproduction> reproduction(List<Pair> pairs) {
    OptionalDouble largest = pairs.stream().mapToDouble(Pair::logitDifference).max();
    return largest.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Reproduction(pairs.size(), count(pairs, Pair::isSame), largest.getAsDouble()));
  }

  private static Optional<OnLabels> onLabels(
      List<Pair> pairs, BiPredicate<Pair, Classification> right) {
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    int before = count(pairs, pair -> right.test(pair, pair.recorded()));
    int after = count(pairs, pair -> right.test(pair, pair.retagged()));
    int onlyBefore =
        count(
            pairs, pair -> right.test(pair, pair.recorded()) && !right.test(pair, pair.retagged()));
    int onlyAfter = after - before + onlyBefore;
    double pValue = new McNemar(onlyBefore, onlyAfter).pValue();
    return Optional.of(new OnLabels(pairs.size(), before, after, onlyBefore, onlyAfter, pValue));
  }

  private static List<Change> largest(List<Pair> pairs) {
    return pairs.stream()
        .map(Pair::change)
        .filter(change -> change.size() > 0)
        .sorted(Comparator.comparingDouble(Change::size).reversed().thenComparing(Change::tweetId))
        .limit(SHOWN)
        .toList();
  }
}
