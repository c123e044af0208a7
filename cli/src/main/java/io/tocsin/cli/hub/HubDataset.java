package io.tocsin.cli.hub;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data set on the hub.
 *
 * @param name owner and name
 * @param split the part of it that is wanted, such as {@code train}
 */
public record HubDataset(String name, String split) {
  private static final String PREFIX = "hf:";
  private static final String USUAL_SPLIT = "train";
  private static final Pattern REFERENCE =
      Pattern.compile("hf:([A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+)(?::([A-Za-z0-9_.-]+))?");

  /**
   * Reads {@code hf:OWNER/NAME} or {@code hf:OWNER/NAME:SPLIT}.
   *
   * @return nothing if the text does not begin with {@code hf:}
   * @throws IllegalArgumentException if it does and then is neither
   */
  public static Optional<HubDataset> parse(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    Matcher matcher = REFERENCE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected hf:OWNER/NAME or hf:OWNER/NAME:SPLIT, found " + text);
    }
    return Optional.of(
        new HubDataset(
            matcher.group(1), Optional.ofNullable(matcher.group(2)).orElse(USUAL_SPLIT)));
  }

  @Override
  public String toString() {
    return PREFIX + name + ":" + split;
  }
}
