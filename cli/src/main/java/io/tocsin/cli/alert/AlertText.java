package io.tocsin.cli.alert;

import io.tocsin.cli.output.Json;
import io.tocsin.cli.output.Table;
import io.tocsin.contracts.alert.Alert;
import io.tocsin.contracts.alert.TermKind;
import io.tocsin.messaging.message.MessageJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Alerts as people read them. */
final class AlertText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);

  private AlertText() {}

  static String table(List<Alert> alerts) {
    if (alerts.isEmpty()) {
      return "Nothing has surged.";
    }
    Table table =
        Table.of("term", "category", "tweets", "usual", "most", "since", "until", "examples");
    for (Alert alert : alerts) {
      table.row(
          term(alert),
          alert.category(),
          "%,d".formatted(alert.tweets()),
          usual(alert),
          "%,d".formatted(alert.mostTweets()),
          time(alert.startedAt()),
          AlertStream.goesOn(alert) ? "goes on" : time(alert.window().end()),
          examples(alert));
    }
    return table.toString();
  }

  static String line(Alert alert) {
    Duration window = Duration.between(alert.window().start(), alert.window().end());
    return String.format(
        Locale.ROOT,
        "%s  %-7s  %s: %,d %s tweets in %d min, usual %s, most %,d, since %s  %s",
        time(alert.window().end()),
        word(alert.state()),
        term(alert),
        alert.tweets(),
        alert.category(),
        window.toMinutes(),
        usual(alert),
        alert.mostTweets(),
        time(alert.startedAt()),
        examples(alert));
  }

  static String json(Alert alert) {
    return Json.line(MessageJson.mapper().valueToTree(alert));
  }

  private static String term(Alert alert) {
    return alert.kind() == TermKind.HASHTAG
        ? "#" + alert.term()
        : word(alert.kind()) + " " + alert.term();
  }

  private static String usual(Alert alert) {
    return String.format(Locale.ROOT, "%,.1f", alert.expected());
  }

  private static String examples(Alert alert) {
    return String.join(" ", alert.tweetIds());
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static String time(Instant time) {
    return TIME.format(time.atZone(ZoneId.systemDefault()));
  }
}
