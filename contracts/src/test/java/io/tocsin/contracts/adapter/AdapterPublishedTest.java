package io.tocsin.contracts.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AdapterPublishedTest {
  @Test
  void isNotPromotedWithoutHavingBeenMeasured() {
    Verdict promoted = new Verdict.Promoted("looks good");

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> AdapterExamples.published(AdapterExamples.VERSION, Optional.empty(), promoted));

    assertEquals("metrics: expected some, found none", e.getMessage());
  }

  @Test
  void mayBeKeptBackForLackOfGateRows() {
    Verdict keptBack = new Verdict.KeptBack("no gate rows");

    AdapterPublished adapter =
        AdapterExamples.published(AdapterExamples.VERSION, Optional.empty(), keptBack);

    assertEquals("no gate rows", adapter.verdict().reason());
  }
}
