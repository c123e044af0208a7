package io.tocsin.deploy.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What was found wrong. */
final class Faults {
  private final List<String> found = new ArrayList<>();

  /** Notes a difference, if there is one. */
  void expect(String what, Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      found.add("%s: expected %s, found %s".formatted(what, expected, actual));
    }
  }

  /** Notes that one of several is missing. */
  void expectIn(String what, List<?> known, Object actual) {
    if (!known.contains(actual)) {
      found.add("%s: expected one of %s, found %s".formatted(what, known, actual));
    }
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
