package io.tocsin.llama.data;

import java.util.List;
import java.util.Optional;

/**
 * The names of the columns to read. A name that differs from its default must be there; under their
 * default names, the id and the keyword column may be missing, and {@code target} stands in for a
 * missing {@code label}. The text column must always be there.
 *
 * @param id default {@code id}; rows without an id are called by their number, from 1
 * @param keyword default {@code keyword}
 * @param text default {@code text}
 * @param label default {@code label}, else {@code target}
 */
public record Columns(String id, String keyword, String text, String label) {
  public static final Columns DEFAULT = new Columns("id", "keyword", "text", "label");

  private static final String OTHER_LABEL = "target";

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a name is blank
   */
  public Columns {
    for (String name : List.of(id, keyword, text, label)) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("expected the name of a column, found a blank one");
      }
    }
  }

  Optional<String> idIn(List<String> found) {
    return optional("id", id, DEFAULT.id, found);
  }

  Optional<String> keywordIn(List<String> found) {
    return optional("keyword", keyword, DEFAULT.keyword, found);
  }

  String textIn(List<String> found) {
    return required("text", text, found);
  }

  String labelIn(List<String> found) {
    boolean otherStandsIn =
        label.equals(DEFAULT.label) && !found.contains(label) && found.contains(OTHER_LABEL);
    return otherStandsIn ? OTHER_LABEL : required("label", label, found);
  }

  private static Optional<String> optional(
      String role, String name, String defaultName, List<String> found) {
    boolean mayBeMissing = name.equals(defaultName) && !found.contains(name);
    return mayBeMissing ? Optional.empty() : Optional.of(required(role, name, found));
  }

  private static String required(String role, String name, List<String> found) {
    if (!found.contains(name)) {
      throw new IllegalArgumentException(
          "no column '%s' for the %s; columns found: %s: rename one, or name the right one"
              .formatted(name, role, found));
    }
    return name;
  }
}
