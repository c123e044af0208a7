package io.tocsin.e2e;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression asks of the metrics. There is no parser for Java: this one knows as much
 * of the language as the dashboard and the rules use, and refuses the rest.
 *
 * @param selectors the metrics
 * @param groupings the labels that aggregations keep
 */
record PromQl(List<Selector> selectors, List<Grouping> groupings) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<string>\"(?:[^\"\\\\]|\\\\.)*\")|(?<range>\\[[^\\]]*\\])"
              + "|(?<number>[0-9][0-9.]*)|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)"
              + "|(?<sign>=~|!~|==|!=|>=|<=|[-+*/%^<>=(){},]))");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless");

  /**
   * A metric with matchers.
   *
   * @param equal labels that must have a value
   * @param matched all labels that are asked for, whatever the matcher
   */
  record Selector(String metric, Map<String, String> equal, Set<String> matched) {}

  /**
   * An aggregation.
   *
   * @param metrics within it
   */
  record Grouping(Set<String> labels, List<String> metrics) {}

  /**
   * Parses an expression.
   *
   * @throws IllegalArgumentException if it is not understood
   */
  static PromQl parse(String expression) {
    Reader reader = new Reader(tokens(expression));
    reader.readTo("");
    return new PromQl(reader.selectors, reader.groupings);
  }

  private static List<String> tokens(String expression) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(expression.strip());
    int end = 0;
    while (matcher.lookingAt()) {
      tokens.add(matcher.group().strip());
      end = matcher.end();
      matcher.region(end, matcher.regionEnd());
    }
    if (end != expression.strip().length()) {
      throw new IllegalArgumentException(
          "at character %d: not understood: %s".formatted(end, expression));
    }
    return tokens;
  }

  private static final class Reader {
    private final List<String> tokens;
    private final List<Selector> selectors = new ArrayList<>();
    private final List<Grouping> groupings = new ArrayList<>();
    private int at;

    Reader(List<String> tokens) {
      this.tokens = tokens;
    }

    /** Reads up to a token, which is taken too, or to the end. */
    private void readTo(String end) {
      while (!peek().equals(end)) {
        String token = next();
        if (token.equals("(")) {
          readTo(")");
        } else if (Character.isLetter(token.charAt(0)) && !OPERATORS.contains(token)) {
          named(token);
        }
      }
      if (!end.isEmpty()) {
        at++;
      }
    }

    /** A function, an aggregation or a metric. */
    private void named(String name) {
      switch (peek()) {
        case "by" -> aggregation();
        case "(" -> {
          at++;
          readTo(")");
        }
        case "{" -> selectors.add(matchers(name));
        default -> selectors.add(new Selector(name, Map.of(), Set.of()));
      }
    }

    private void aggregation() {
      expect("by");
      expect("(");
      Set<String> labels = new HashSet<>();
      for (String token = next(); !token.equals(")"); token = next()) {
        if (!token.equals(",")) {
          labels.add(token);
        }
      }
      expect("(");
      int before = selectors.size();
      readTo(")");
      List<String> metrics =
          selectors.subList(before, selectors.size()).stream().map(Selector::metric).toList();
      groupings.add(new Grouping(labels, metrics));
    }

    private Selector matchers(String metric) {
      expect("{");
      Map<String, String> equal = new HashMap<>();
      Set<String> matched = new HashSet<>();
      for (String token = next(); !token.equals("}"); token = next()) {
        if (!token.equals(",")) {
          matched.add(token);
          String operator = next();
          String value = next();
          if (operator.equals("=")) {
            equal.put(token, value.substring(1, value.length() - 1));
          }
        }
      }
      return new Selector(metric, equal, matched);
    }

    private void expect(String token) {
      String found = next();
      if (!found.equals(token)) {
        throw new IllegalArgumentException("expected %s, found %s".formatted(token, found));
      }
    }

    private String peek() {
      return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
      if (at == tokens.size()) {
        throw new IllegalArgumentException("it breaks off");
      }
      return tokens.get(at++);
    }
  }
}
