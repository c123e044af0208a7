package io.tocsin.monitor.alert;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.alert.TermKind;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * What tweets may have in common, spelled so that it is the same in all of them.
 *
 * @param text in lower case, compatibility characters composed (NFKC), white space single
 */
@Contract
record Term(TermKind kind, String text) {
  /** Longer ones are nobody's words. */
  private static final int MAX_CHARACTERS = 100;

  /** Returns a term, unless nothing is left of it or it is too long. */
  static Optional<Term> of(TermKind kind, String text) {
    if (text.length() > MAX_CHARACTERS) {
      return Optional.empty();
    }
    String folded = folded(text);
    boolean isTerm = !folded.isEmpty() && folded.length() <= MAX_CHARACTERS;
    return isTerm ? Optional.of(new Term(kind, folded)) : Optional.empty();
  }

  /** Upper case first: {@code ß} and {@code ς} become what their other spellings do. */
  private static String folded(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
    String lower = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(lower, Normalizer.Form.NFKC).replaceAll("\\s+", " ").strip();
  }
}
