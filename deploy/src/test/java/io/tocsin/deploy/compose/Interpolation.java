package io.tocsin.deploy.compose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Variables in a Compose file, as Compose replaces them. */
final class Interpolation {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([-?])([^{}]*))?}");

  private final Map<String, String> values;

  /** What stands for a variable without a value; empty if it must have one. */
  private final Map<String, Optional<String>> defaults = new TreeMap<>();

  Interpolation(Map<String, String> values) {
    this.values = values;
  }

  /** Returns the variables met so far, with what stands for each that has no value. */
  Map<String, Optional<String>> defaults() {
    return defaults;
  }

  /**
   * Returns a tree of maps, lists and scalars with all variables replaced.
   *
   * @throws IllegalArgumentException if one has neither value nor default, or is written otherwise
   */
  Object resolve(Object node) {
    return switch (node) {
      case Map<?, ?> map -> {
        Map<Object, Object> resolved = new LinkedHashMap<>();
        map.forEach((key, value) -> resolved.put(key, resolve(value)));
        yield resolved;
      }
      case List<?> list -> list.stream().map(this::resolve).collect(Collectors.toList());
      case String text -> resolveText(text);
      case null -> null;
      default -> node;
    };
  }

  private String resolveText(String text) {
    String resolved =
        VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
    if (resolved.contains("$")) {
      throw new IllegalArgumentException(
          "expected ${NAME}, ${NAME:-default} or ${NAME:?why}, found " + text);
    }
    return resolved;
  }

  private String value(MatchResult found) {
    String name = found.group(1);
    Optional<String> standing =
        "-".equals(found.group(2)) ? Optional.of(found.group(3)) : Optional.empty();
    defaults.merge(name, standing, (before, now) -> before.or(() -> now));
    String value = values.getOrDefault(name, standing.orElse(""));
    if (value.isEmpty() && standing.isEmpty()) {
      throw new IllegalArgumentException("no value for " + name);
    }
    return value;
  }
}
