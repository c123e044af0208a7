package io.tocsin.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.llama.train.StepProgress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class LossCurveTest {
  @Test
  void drawsEveryStepTwice() throws Exception {
    List<StepProgress> steps =
        IntStream.rangeClosed(1, 50)
            .mapToObj(step -> new StepProgress(step, 50, 1, 1.0 / step, 1e-3, 1, 100))
            .toList();

    String svg = LossCurve.svg(steps);

    Document drawing =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    for (int line = 0; line < 2; line++) {
      Element polyline = (Element) drawing.getElementsByTagName("polyline").item(line);
      assertEquals(50, polyline.getAttribute("points").split(" ").length);
    }
  }

  @Test
  void trendOfAConstantIsTheConstant() {
    double[] values = IntStream.range(0, 100).mapToDouble(_ -> 0.7).toArray();

    double[] trend = LossCurve.trend(values);

    assertArrayEquals(values, trend, 1e-12);
  }

  @Test
  void marksAreRound() {
    TickMarks marks = TickMarks.upTo(1.07, 8);

    assertEquals(List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2), marks.values());
    assertEquals("0.2", marks.label(0.2));
    assertEquals("0.0", marks.label(0));
  }
}
