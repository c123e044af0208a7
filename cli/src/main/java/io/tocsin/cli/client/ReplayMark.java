package io.tocsin.cli.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.messaging.message.MessageJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * How far the replay of certain rows to a certain topic came, kept in a file: an interrupted replay
 * goes on there. Other rows have another file.
 */
final class ReplayMark {
  private static final ObjectMapper JSON = MessageJson.mapper();

  private final Path file;
  private final String source;

  private ReplayMark(Path file, String source) {
    this.file = file;
    this.source = source;
  }

  /**
   * What the file holds.
   *
   * @param source the file that is replayed, for those who look
   * @param rows those that were accepted or rejected
   */
  private record Content(String source, int rows) {}

  /** Returns the mark of rows, as they are sent. */
  static ReplayMark of(StateFolder state, Path source, ReplayTarget target, List<byte[]> lines) {
    MessageDigest digest = sha256();
    digest.update(target.path().getBytes(StandardCharsets.UTF_8));
    for (byte[] line : lines) {
      digest.update((byte) '\n');
      digest.update(line);
    }
    String name = HexFormat.of().formatHex(digest.digest()) + ".json";
    return new ReplayMark(state.replays().resolve(name), source.toString());
  }

  /** Returns how many rows need not be sent again. */
  int rows() throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), Content.class).rows();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /** Notes that so many rows need not be sent again. */
  void note(int rows) throws IOException {
    Files.createDirectories(file.getParent());
    // Moved into place, so that a kill leaves the last one or this one.
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    Files.write(whole, JSON.writeValueAsBytes(new Content(source, rows)));
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
