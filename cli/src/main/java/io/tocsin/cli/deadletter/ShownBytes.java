package io.tocsin.cli.deadletter;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tocsin.cli.output.Printable;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.messaging.message.Utf8;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Bytes as they can be shown.
 *
 * @param text what they say in UTF-8; absent if they say nothing, or would steer a terminal
 * @param hex all of them
 */
record ShownBytes(Optional<String> text, String hex) {
  private static final int DUMPED = 16;

  static Optional<ShownBytes> of(byte[] bytes) {
    return Optional.ofNullable(bytes)
        .map(some -> new ShownBytes(text(some), HexFormat.of().formatHex(some)));
  }

  /** Returns the text, else the bytes in lines of hexadecimal digits. */
  @JsonIgnore
  String shown() {
    return text.orElseGet(this::dump);
  }

  /** Returns lines of 16 bytes with their number. */
  @JsonIgnore
  String dump() {
    byte[] bytes = HexFormat.of().parseHex(hex);
    StringBuilder lines = new StringBuilder();
    for (int from = 0; from < bytes.length; from += DUMPED) {
      byte[] some = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + DUMPED));
      lines.append(from == 0 ? "" : "\n");
      lines.append("%08x  %s".formatted(from, HexFormat.ofDelimiter(" ").formatHex(some)));
    }
    return lines.toString();
  }

  /** As it came: a mark before the text is one of its bytes. */
  private static Optional<String> text(byte... bytes) {
    try {
      String text = Utf8.text(bytes);
      boolean whole = Arrays.equals(Utf8.bytes(text), bytes);
      return whole && Printable.isText(text) ? Optional.of(text) : Optional.empty();
    } catch (UnreadableMessageException e) {
      return Optional.empty();
    }
  }
}
