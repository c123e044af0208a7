package io.tocsin.cli.soak;

import io.tocsin.training.TickMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A replica's figures over time, one above the other, as an SVG drawing. */
final class SoakChart {
  private static final int WIDTH = 860;
  private static final int LEFT = 90;
  private static final int RIGHT = 835;
  private static final int PANEL = 130;
  private static final int TOP = 60;
  private static final int GAP = 34;
  private static final int Y_MARKS = 4;
  private static final int X_MARKS = 10;
  private static final double SECONDS_A_MINUTE = 60;

  /** About the width of one, with some room. */
  private static final double TITLE_CHARACTER = 9;

  private static final List<String> COLOURS = List.of("#1f4e8c", "#c0562a", "#4a8a3c");

  /** What shares an axis. */
  private static final List<List<Figure>> PANELS =
      List.of(
          List.of(Figure.RESIDENT, Figure.HEAP, Figure.DIRECT),
          List.of(Figure.TENSORS),
          List.of(Figure.FILES),
          List.of(Figure.MEDIAN, Figure.P99),
          List.of(Figure.RATE));

  private final List<Measurement> measured;
  private final TickMarks minutes;

  private SoakChart(List<Measurement> measured) {
    this.measured = measured;
    this.minutes = TickMarks.upTo(measured.getLast().seconds() / SECONDS_A_MINUTE, X_MARKS);
  }

  /**
   * Draws.
   *
   * @param measured of one replica and of the system, in the order of time; not empty
   */
  static String svg(List<Measurement> measured) {
    return new SoakChart(measured).svg();
  }

  private String svg() {
    int bottom = TOP + PANELS.size() * (PANEL + GAP) - GAP;
    int height = bottom + 2 * GAP;
    List<String> lines = new ArrayList<>();
    lines.add(
        svg(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\""
                + " height=\"%2$d\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\""
                + " fill=\"#333\">",
            WIDTH, height));
    lines.add("<title>A replica at full load</title>");
    lines.add(svg("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, height));
    lines.add(text(LEFT, GAP, "A replica at full load, its adapter swapped every 30 s"));
    for (int panel = 0; panel < PANELS.size(); panel++) {
      lines.addAll(panel(PANELS.get(panel), TOP + panel * (PANEL + GAP)));
    }
    minutes.values().forEach(minute -> lines.add(minute(minute, bottom)));
    lines.add(text(LEFT, bottom + GAP + 4, "minutes"));
    lines.add("</svg>\n");
    return String.join("\n", lines);
  }

  private String minute(double minute, int bottom) {
    return svg(
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
        x(minute * SECONDS_A_MINUTE), bottom + 18, minutes.label(minute));
  }

  private List<String> panel(List<Figure> figures, int top) {
    double most =
        measured.stream()
            .filter(point -> figures.contains(point.figure()))
            .mapToDouble(Measurement::value)
            .max()
            .orElse(0);
    TickMarks marks = TickMarks.upTo(most > 0 ? most : 1, Y_MARKS);
    List<String> lines = new ArrayList<>();
    for (double value : marks.values()) {
      double y = y(value, marks, top);
      String label = marks.label(value) + figures.getFirst().unit().suffix();
      lines.add(svg("<path d=\"M%d %.1fH%d\" stroke=\"#e6e6e6\"/>", LEFT, y, RIGHT));
      lines.add(
          svg("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 8, y + 4, label));
    }
    double place = LEFT;
    for (int i = 0; i < figures.size(); i++) {
      String title = figures.get(i).title();
      String colour = COLOURS.get(i);
      lines.add(
          svg("<text x=\"%.0f\" y=\"%d\" fill=\"%s\">%s</text>", place, top - 6, colour, title));
      lines.add(line(figures.get(i), colour, marks, top));
      place += TITLE_CHARACTER * title.length();
    }
    return lines;
  }

  private String line(Figure figure, String colour, TickMarks marks, int top) {
    String points =
        measured.stream()
            .filter(point -> point.figure() == figure)
            .map(point -> svg("%.1f,%.1f", x(point.seconds()), y(point.value(), marks, top)))
            .collect(Collectors.joining(" "));
    return svg(
        "<polyline fill=\"none\" stroke-width=\"1.6\" stroke=\"%s\" points=\"%s\"/>",
        colour, points);
  }

  private double x(double seconds) {
    return LEFT + (RIGHT - LEFT) * seconds / (minutes.last() * SECONDS_A_MINUTE);
  }

  private static double y(double value, TickMarks marks, int top) {
    return top + PANEL - PANEL * value / marks.last();
  }

  private static String text(int x, int y, String text) {
    return svg("<text x=\"%d\" y=\"%d\" font-size=\"14\">%s</text>", x, y, text);
  }

  private static String svg(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
