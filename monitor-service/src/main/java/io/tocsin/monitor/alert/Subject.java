package io.tocsin.monitor.alert;

import io.tocsin.contracts.Contract;
import java.util.Locale;

/**
 * What may surge.
 *
 * @param category of the tweets
 * @param term that they have in common
 */
@Contract
record Subject(String category, Term term) {
  /** Returns the key of its records, in the topic and in stores. */
  String key() {
    return category + "/" + term.kind().name().toLowerCase(Locale.ROOT) + "/" + term.text();
  }
}
