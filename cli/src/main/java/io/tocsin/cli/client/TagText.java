package io.tocsin.cli.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.cli.output.Json;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.messaging.message.MessageJson;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** A tag as a line. */
final class TagText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private TagText() {}

  /**
   * Returns a tag for people.
   *
   * @param text the tweet's, if it is wanted
   */
  static String line(Classification tag, Optional<String> text) {
    Duration latency = Duration.between(tag.receivedAt(), tag.classifiedAt());
    String role = tag.role() == Role.ACTIVE ? "" : " " + tag.role().name().toLowerCase(Locale.ROOT);
    return String.format(
        Locale.ROOT,
        "%s  %-10s %.2f  %-12s by %s%s in %,d ms%s",
        TIME.format(tag.classifiedAt().atZone(ZoneId.systemDefault())),
        tag.category(),
        tag.probability(),
        tag.tweetId(),
        tag.adapterVersion(),
        role,
        latency.toMillis(),
        text.map(found -> "  " + found.replaceAll("\\s+", " ")).orElse(""));
  }

  /** Returns a tag for programs, with the text beside its own fields. */
  static String json(Classification tag, Optional<String> text) {
    ObjectNode node = MessageJson.mapper().valueToTree(tag);
    text.ifPresent(found -> node.put("text", found));
    return Json.line(node);
  }
}
