package io.tocsin.trainer.label;

import io.tocsin.contracts.label.Label;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Folded labels as a file beside the adapter: a label a line, as JSON, in the order of the fold.
 */
public final class LabelFile {
  /** The file's name within an adapter's folder. */
  public static final String NAME = "labels.jsonl";

  private final byte[] content;

  private LabelFile(byte[] content) {
    this.content = content;
  }

  /** Returns the file that holds these labels: the same bytes for the same labels. */
  public static LabelFile of(List<Label> labels) {
    StringBuilder lines = new StringBuilder();
    for (Label label : labels) {
      lines.append(new String(MessageJson.write(label), StandardCharsets.UTF_8)).append('\n');
    }
    return new LabelFile(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads the labels of an adapter's folder.
   *
   * @throws IOException if there is no such file, or a line is no label
   */
  public static List<Label> read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    List<Label> labels = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      try {
        labels.add(MessageJson.read(line.getBytes(StandardCharsets.UTF_8), Label.class));
      } catch (UnreadableMessageException e) {
        throw new IOException("%s, line %d: %s".formatted(file, labels.size() + 1, e), e);
      }
    }
    return labels;
  }

  /** Writes it into an adapter's folder. */
  public void write(Path folder) throws IOException {
    Files.write(folder.resolve(NAME), content);
  }

  /** Returns the SHA-256 of its bytes in lower-case hexadecimal digits. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
