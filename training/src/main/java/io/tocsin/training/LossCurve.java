package io.tocsin.training;

import io.tocsin.llama.train.StepProgress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The loss of each step, and its trend, as an SVG drawing. It is written by hand: a drawing library
 * would need the fonts of a desktop, which servers lack, and made files many times as large.
 */
public final class LossCurve {
  private static final int LEFT = 70;
  private static final int RIGHT = 835;
  private static final int TOP = 55;
  private static final int BOTTOM = 385;

  /** The trend looks back over about this share of the run. */
  private static final double TREND_SHARE = 0.06;

  private static final String FRAME =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 440" width="860" height="440" \
      font-family="Helvetica, Arial, sans-serif" font-size="12" fill="#333">
      <title>Training loss</title>
      <rect width="860" height="440" fill="#fff"/>
      <text x="452" y="30" font-size="16" font-weight="bold" text-anchor="middle">Training loss</text>
      <text x="452" y="425" font-size="13" text-anchor="middle">optimiser step</text>
      <text transform="translate(22 220) rotate(-90)" font-size="13" text-anchor="middle">\
      weighted cross-entropy</text>
      %s
      <path d="M70 55V385H835" fill="none" stroke="#888"/>
      <g fill="none" stroke-linejoin="round">
      <polyline stroke="#b8c9dd" stroke-width="1.2" points="%s"/>
      <polyline stroke="#1f4e8c" stroke-width="2.6" points="%s"/>
      <path d="M700 70h28" stroke="#b8c9dd" stroke-width="1.2"/>
      <path d="M700 90h28" stroke="#1f4e8c" stroke-width="2.6"/>
      </g>
      <text x="738" y="74">each step</text>
      <text x="738" y="94">trend</text>
      </svg>
      """;

  private final double[] loss;
  private final TickMarks xTicks;
  private final TickMarks yTicks;

  private LossCurve(double... loss) {
    this.loss = loss;
    this.xTicks = TickMarks.upTo(loss.length, 10);
    this.yTicks = TickMarks.upTo(Arrays.stream(loss).max().orElse(1), 8);
  }

  /** Returns the drawing. */
  public static String svg(List<StepProgress> steps) {
    return new LossCurve(steps.stream().mapToDouble(StepProgress::loss).toArray()).svg();
  }

  private String svg() {
    String marks =
        yTicks.values().stream().map(this::yMark).collect(Collectors.joining("\n"))
            + "\n"
            + xTicks.values().stream()
                .filter(step -> step <= loss.length)
                .map(this::xMark)
                .collect(Collectors.joining("\n"));
    return FRAME.formatted(marks, points(loss), points(trend(loss)));
  }

  /**
   * Returns the exponential moving average, corrected for its start (Kingma & Ba 2015, section 3).
   */
  static double[] trend(double... values) {
    double keep = 1 - 1 / Math.max(1, TREND_SHARE * values.length);
    double[] trend = new double[values.length];
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < values.length; i++) {
      sum = keep * sum + values[i];
      weight = keep * weight + 1;
      trend[i] = sum / weight;
    }
    return trend;
  }

  private String points(double... values) {
    return IntStream.range(0, values.length)
        .mapToObj(i -> svg("%.1f,%.1f", x(i + 1), y(values[i])))
        .collect(Collectors.joining(" "));
  }

  private String yMark(double value) {
    double y = y(value);
    return svg("<path d=\"M%d %.1fH%d\" stroke=\"#e6e6e6\"/>", LEFT, y, RIGHT)
        + svg(
            "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
            LEFT - 8, y + 4, yTicks.label(value));
  }

  private String xMark(double value) {
    double x = x(value);
    return svg("<path d=\"M%.1f %dv5\" stroke=\"#888\"/>", x, BOTTOM)
        + svg(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
            x, BOTTOM + 20, xTicks.label(value));
  }

  private double x(double step) {
    return LEFT + (RIGHT - LEFT) * step / Math.max(1, loss.length);
  }

  private double y(double value) {
    return BOTTOM - (BOTTOM - TOP) * value / yTicks.last();
  }

  private static String svg(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
