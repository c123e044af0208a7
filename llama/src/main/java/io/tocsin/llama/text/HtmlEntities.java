package io.tocsin.llama.text;

import org.apache.commons.text.StringEscapeUtils;

/** The entities with which networks hand over texts, such as the one for an ampersand. */
public final class HtmlEntities {
  private HtmlEntities() {}

  /**
   * Returns a text with its HTML 4 entities resolved, once: what looks like an entity afterwards
   * stays.
   */
  public static String resolve(String text) {
    return StringEscapeUtils.unescapeHtml4(text);
  }
}
