package io.tocsin.cli.output;

/** Text from strangers, as a terminal may be given it. */
public final class Printable {
  private static final int REPLACEMENT = '\uFFFD';

  /** Holds emoji together. */
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Printable() {}

  /** Returns the text in one line, what could steer a terminal replaced. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .map(each -> Character.isWhitespace(each) ? ' ' : each)
        .map(each -> isHarmless(each) ? each : REPLACEMENT)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  /** Returns whether the text may be shown as it is, over several lines. */
  public static boolean isText(String text) {
    return text.codePoints().allMatch(each -> each == '\n' || each == '\t' || isHarmless(each));
  }

  private static boolean isHarmless(int each) {
    return switch (Character.getType(each)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED ->
          each == ZERO_WIDTH_JOINER;
      default -> true;
    };
  }
}
