package io.tocsin.cli.finetune;

import io.tocsin.llama.train.StepProgress;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The loss of each step, and its trend, as a drawing. */
final class LossCurve {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 440;
  private static final Color STEP = new Color(0xB8, 0xC9, 0xDD);
  private static final Color TREND = new Color(0x1F, 0x4E, 0x8C);
  private static final Color GRID = new Color(0xE6, 0xE6, 0xE6);
  private static final Color TEXT = new Color(0x33, 0x33, 0x33);

  /** The trend looks back over about this share of the run. */
  private static final double TREND_SHARE = 0.06;

  private LossCurve() {}

  /** Returns the drawing as SVG. */
  static String svg(List<StepProgress> steps) throws IOException {
    double[] x = steps.stream().mapToDouble(StepProgress::step).toArray();
    double[] loss = steps.stream().mapToDouble(StepProgress::loss).toArray();
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Training loss")
            .xAxisTitle("optimiser step")
            .yAxisTitle("weighted cross-entropy")
            .build();
    style(chart.getStyler());
    line(chart.addSeries("each step", x, loss), STEP, 1.2f);
    line(chart.addSeries("trend", x, trend(loss)), TREND, 2.6f);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
    return bytes.toString(StandardCharsets.UTF_8);
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

  private static void line(XYSeries series, Color color, float width) {
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
  }

  private static void style(XYStyler styler) {
    Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setChartFontColor(TEXT);
    styler.setAxisTickLabelsColor(TEXT);
    styler.setChartTitleFont(font.deriveFont(Font.BOLD, 16));
    styler.setAxisTitleFont(font);
    styler.setAxisTickLabelsFont(font.deriveFont(12f));
    styler.setLegendFont(font);
    styler.setLegendPosition(LegendPosition.InsideNE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setYAxisMin(0.0);
    styler.setAntiAlias(true);
  }
}
