package io.tocsin.inference.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchLimitTest {
  private final BatchLimit limit = new BatchLimit(256, Duration.ofMillis(200));

  @Test
  void beginsSmall() {
    assertEquals(16, limit.texts());
    assertEquals(4, new BatchLimit(4, Duration.ofMillis(200)).texts());
  }

  @Test
  void comesToWhatFitsIntoTheTime() {
    compute(20, 2);

    assertEquals(100, limit.texts());
  }

  @Test
  void staysWithinItsBounds() {
    compute(20, 0.1);
    assertEquals(256, limit.texts());

    compute(40, 1000);
    assertEquals(1, limit.texts());
  }

  @Test
  void doesNotTakeSingleTextsForTheRule() {
    compute(20, 2);

    for (int i = 0; i < 20; i++) {
      limit.took(1, Duration.ofMillis(10));
    }

    assertTrue(limit.texts() > 60, () -> "" + limit.texts());
  }

  private void compute(int batches, double millisPerText) {
    for (int i = 0; i < batches; i++) {
      int texts = limit.texts();
      limit.took(texts, Duration.ofNanos((long) (texts * millisPerText * 1e6)));
    }
  }
}
