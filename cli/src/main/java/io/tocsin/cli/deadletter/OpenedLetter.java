package io.tocsin.cli.deadletter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tocsin.cli.output.Printable;
import io.tocsin.messaging.message.StoredLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A dead letter with what it says.
 *
 * @param letter what is known of it
 * @param key its record's; absent if it had none
 * @param value its record's; absent if it had none, or the letter has not
 * @param headers its record's own, in their order
 */
record OpenedLetter(
    Letter letter,
    Optional<ShownBytes> key,
    Optional<ShownBytes> value,
    List<ShownHeader> headers) {
  /** A header of the record. */
  record ShownHeader(String name, Optional<ShownBytes> value) {}

  static OpenedLetter of(Letter letter, ConsumerRecord<byte[], byte[]> record) {
    ConsumerRecord<byte[], byte[]> source =
        letter.source().isPresent() ? StoredLetter.of(record).source() : record;
    List<ShownHeader> headers = new ArrayList<>();
    for (Header header : source.headers()) {
      headers.add(new ShownHeader(header.key(), ShownBytes.of(header.value())));
    }
    return new OpenedLetter(
        letter, ShownBytes.of(source.key()), ShownBytes.of(source.value()), headers);
  }

  /** Returns all of it for people. */
  @JsonIgnore
  String text() {
    return head(ShownBytes::shown) + value.map(ShownBytes::shown).orElseGet(this::noValue);
  }

  /** Returns all of it for people who look at bytes. */
  @JsonIgnore
  String hexText() {
    return head(ShownBytes::hex) + value.map(ShownBytes::dump).orElseGet(this::noValue);
  }

  private String noValue() {
    return letter.leftBehind()
        ? "(its bytes are not in the letter: they stand at %s until that topic drops them)"
            .formatted(letter.name())
        : "(no value)";
  }

  private String head(java.util.function.Function<ShownBytes, String> form) {
    StringBuilder head = new StringBuilder();
    line(head, "letter", letter.name());
    line(head, "stands at", letter.place().toString());
    line(head, "reason", Printable.line(letter.reason()));
    line(head, "refused by", Printable.line(letter.reader().orElse("?")));
    line(head, "refused at", letter.at().toString());
    letter.replayedAt().ifPresent(at -> line(head, "replayed at", at.toString()));
    line(head, "key", key.map(form).orElse("(none)"));
    for (ShownHeader header : headers) {
      String value = header.value().map(form).orElse("(none)");
      line(head, "header", "%s = %s".formatted(Printable.line(header.name()), value));
    }
    line(head, "value", "%,d bytes".formatted(letter.bytes()));
    return head.append('\n').toString();
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append("%-12s%s%n".formatted(name, value));
  }
}
