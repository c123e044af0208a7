package io.tocsin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PromQlTest {
  @Test
  void tellsMetricsFromFunctionsOperatorsAndLabels() {
    PromQl asked =
        PromQl.parse(
            "histogram_quantile(0.99, sum by (le, topic) (rate(a_bucket{x=\"1\", y!=\"2\"}[5m])))"
                + " > 5 and deriv(sum(b)[15m:1m]) >= 0 unless time() - c > 1800");

    assertEquals(
        List.of(
            new PromQl.Selector("a_bucket", Map.of("x", "1"), Set.of("x", "y")),
            new PromQl.Selector("b", Map.of(), Set.of()),
            new PromQl.Selector("c", Map.of(), Set.of())),
        asked.selectors());
    assertEquals(
        List.of(new PromQl.Grouping(Set.of("le", "topic"), List.of("a_bucket"))),
        asked.groupings());
  }

  @Test
  void takesBracesInTextForText() {
    PromQl asked = PromQl.parse("sum by (z) (a{uri=\"/labels/{id} (x)\"}) / sum by (z) (b)");

    assertEquals(List.of("a", "b"), asked.selectors().stream().map(s -> s.metric()).toList());
    assertEquals("/labels/{id} (x)", asked.selectors().getFirst().equal().get("uri"));
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThrows(IllegalArgumentException.class, () -> PromQl.parse("sum(a"));
    assertThrows(IllegalArgumentException.class, () -> PromQl.parse("a @ 5"));
    assertThrows(IllegalArgumentException.class, () -> PromQl.parse("sum by le (a)"));
  }
}
