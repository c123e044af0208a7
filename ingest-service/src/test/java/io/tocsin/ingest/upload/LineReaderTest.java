package io.tocsin.ingest.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LineReaderTest {
  private static final int MAX_BYTES = 5;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      textBlock =
          """
          ~~, []
          a, [a]
          a\\n, [a]
          a\\nb, ~[a, b]~
          a\\r\\nb, ~[a\\r, b]~
          \\n\\na, ~[blank, blank, a]~
          ~ \\t\\r\\n~, [blank]
          12345\\n, [12345]
          123456\\na, ~[too long, a]~
          123456, [too long]
          """)
  void cutsAtLineFeeds(String text, String lines) throws IOException {
    assertEquals(lines, lines(bytes(text.translateEscapes())).toString().replace("\r", "\\r"));
  }

  @Test
  void joinsWhatCameInPieces() throws IOException {
    InputStream pieces =
        new SequenceInputStream(
            new SequenceInputStream(bytes("1"), bytes("23")), bytes("4\n12345678"));

    assertEquals(List.of("1234", "too long"), lines(pieces));
  }

  @Test
  void findsLinesAcrossItsBuffer() throws IOException {
    String text = "abc\n".repeat(10_000);

    assertEquals(10_000, lines(bytes(text)).stream().filter("abc"::equals).count());
  }

  private static List<String> lines(InputStream in) throws IOException {
    LineReader reader = new LineReader(in, MAX_BYTES);
    List<String> lines = new ArrayList<>();
    for (Optional<Line> next = reader.next(); next.isPresent(); next = reader.next()) {
      lines.add(text(next.get()));
    }
    return lines;
  }

  private static String text(Line line) {
    return switch (line) {
      case Line.Blank _ -> "blank";
      case Line.TooLong _ -> "too long";
      case Line.Content content -> new String(content.bytes(), UTF_8);
    };
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
