package io.tocsin.e2e;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What services tell Prometheus.
 *
 * @param series by metric: the labels of each
 */
record Exposition(Map<String, List<Map<String, String>>> series) {
  private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(\\{.*\\})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Prometheus adds them. */
  private static final Set<String> TARGET_LABELS = Set.of("job", "instance");

  private static final Set<String> OWN_METRICS = Set.of("up");

  static Exposition of(List<URI> services) throws Exception {
    Exposition exposition = new Exposition(new HashMap<>());
    for (URI service : services) {
      Http.OPEN.text(service, "/q/metrics").lines().forEach(exposition::add);
    }
    return exposition;
  }

  /** Returns what a query asks for and nobody has. */
  List<String> missing(Monitoring.Query query) {
    PromQl asked = PromQl.parse(query.expression());
    List<String> missing = new ArrayList<>();
    for (PromQl.Selector selector : asked.selectors()) {
      if (!OWN_METRICS.contains(selector.metric()) && !isThere(selector)) {
        missing.add(query.where() + ": " + selector);
      }
    }
    for (PromQl.Grouping grouping : asked.groupings()) {
      for (String metric : grouping.metrics()) {
        own(grouping.labels()).stream()
            .filter(label -> none(metric, labels -> labels.containsKey(label)))
            .forEach(label -> missing.add("%s: %s by %s".formatted(query.where(), metric, label)));
      }
    }
    Set<String> left = left(asked);
    query.labels().stream()
        .filter(label -> !left.contains(label))
        .forEach(label -> missing.add(query.where() + " has no label " + label));
    return missing;
  }

  private void add(String line) {
    Matcher matcher = LINE.matcher(line);
    if (line.startsWith("#") || !matcher.matches()) {
      return;
    }
    Map<String, String> labels = new HashMap<>();
    if (matcher.group(2) != null) {
      LABEL.matcher(matcher.group(2)).results().forEach(l -> labels.put(l.group(1), l.group(2)));
    }
    series.computeIfAbsent(matcher.group(1), _ -> new ArrayList<>()).add(labels);
  }

  private boolean isThere(PromQl.Selector selector) {
    Map<String, String> equal = new HashMap<>(selector.equal());
    equal.keySet().removeAll(TARGET_LABELS);
    return !none(
        selector.metric(),
        labels ->
            labels.entrySet().containsAll(equal.entrySet())
                && labels.keySet().containsAll(own(selector.matched())));
  }

  private boolean none(String metric, Predicate<Map<String, String>> wanted) {
    return series.getOrDefault(metric, List.of()).stream().noneMatch(wanted);
  }

  /** What the result of an expression is labelled with. */
  private Set<String> left(PromQl asked) {
    Set<String> left = new HashSet<>();
    asked.groupings().forEach(grouping -> left.addAll(grouping.labels()));
    if (asked.groupings().isEmpty()) {
      left.addAll(TARGET_LABELS);
      asked.selectors().stream()
          .flatMap(selector -> series.getOrDefault(selector.metric(), List.of()).stream())
          .forEach(labels -> left.addAll(labels.keySet()));
    }
    return left;
  }

  private static Set<String> own(Set<String> labels) {
    Set<String> own = new HashSet<>(labels);
    own.removeAll(TARGET_LABELS);
    return own;
  }
}
