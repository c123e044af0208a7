package io.tocsin.llama.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Strict UTF-8: bytes that are none are an error, never a replacement character. */
final class Utf8Text {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Utf8Text() {}

  /**
   * Reads a whole text file, without its byte order mark if it has one.
   *
   * @throws DatasetException if the file is not UTF-8 or holds a NUL, with the line
   */
  static String read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    CharBuffer characters = CharBuffer.allocate(bytes.remaining());
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(bytes, characters, true);
    String text = characters.flip().toString();
    if (result.isError()) {
      throw DatasetException.at(
          file, lineAfter(text), "not UTF-8: is the file in another encoding? Save it as UTF-8");
    }
    int nul = text.indexOf('\0');
    if (nul >= 0) {
      throw DatasetException.at(
          file,
          lineAfter(text.substring(0, nul)),
          "a NUL: the file is binary, damaged or UTF-16; save it as text in UTF-8");
    }
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** Decodes the bytes of one value. */
  static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static String lineAfter(String text) {
    return "line " + (1 + text.chars().filter(character -> character == '\n').count());
  }
}
