package io.tocsin.contracts.quality;

import io.tocsin.contracts.adapter.AdapterExamples;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.window.Window;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Windows of quality to test with. */
public final class QualityExamples {
  public static final QualityWindow HOUR =
      new QualityWindow(
          AdapterExamples.VERSION,
          Role.ACTIVE,
          Optional.of(
              new Window(
                  Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T11:00:00Z"))),
          18000,
          Optional.of(new Metrics(64, 0.8125, 0.79, 0.81, 0.77, 0.06, 0.44)),
          Map.of("not", Map.of("not", 30L, "disaster", 5L), "disaster", Map.of("disaster", 22L)),
          Map.of("probability", 0.08, "tokens", 0.02));

  private QualityExamples() {}
}
