package io.tocsin.cli.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class SoakChartTest {
  @Test
  void drawsEachFigureWithinItsPanel() throws Exception {
    List<Measurement> measured = new ArrayList<>();
    for (int second = 5; second <= 60; second += 5) {
      for (Figure figure : Figure.values()) {
        measured.add(new Measurement(second, "inference", figure, 10 * second));
      }
    }

    String svg = SoakChart.svg(measured);

    Document drawing =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertEquals(8, drawing.getElementsByTagName("polyline").getLength());
    assertTrue(
        Pattern.compile("points=\"([^\"]+)\"")
            .matcher(svg)
            .results()
            .allMatch(line -> line.group(1).split(" ").length == 12));
  }

  @Test
  void writesALineForEachMeasurement() {
    List<Measurement> one = List.of(new Measurement(5, "inference", Figure.FILES, 100));

    assertEquals("seconds,process,figure,value\n5.0,inference,files,100.000\n", SoakCsv.of(one));
  }
}
