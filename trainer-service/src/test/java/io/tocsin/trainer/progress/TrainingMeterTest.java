package io.tocsin.trainer.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.contracts.training.TrainingState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TrainingMeterTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final TrainingMeter meter = new TrainingMeter(registry, () -> NOW);

  @Test
  void showsTheLastStepThatWasTold() {
    meter.state(new TrainingState.Accepted());
    meter.state(new TrainingState.Running(2, 3, 40, 60, 0.25, 5000));

    assertEquals(1, gauge("running"));
    assertEquals(2, gauge("epoch"));
    assertEquals(3, gauge("planned.epochs"));
    assertEquals(40, gauge("step"));
    assertEquals(60, gauge("planned.steps"));
    assertEquals(0.25, gauge("loss"));
    assertEquals(5000, gauge("tokens.per.second"));
    assertEquals(1_800_000_000, gauge("last.progress.timestamp"));
  }

  @Test
  void anIdleTrainerHasNoLossAndStillSaysWhenItTrained() {
    meter.state(new TrainingState.Running(2, 3, 40, 60, 0.25, 5000));
    meter.ended(JobEnd.KEPT_BACK, Duration.ofSeconds(7));

    assertEquals(0, gauge("running"));
    assertTrue(Double.isNaN(gauge("loss")));
    assertEquals(1_800_000_000, gauge("last.progress.timestamp"));
  }

  @Test
  void countsEveryEndFromTheStartOn() {
    meter.ended(JobEnd.KEPT_BACK, Duration.ofSeconds(7));

    for (JobEnd end : JobEnd.values()) {
      assertEquals(
          end == JobEnd.KEPT_BACK ? 1 : 0,
          registry.get("tocsin.training.job").tag("outcome", end.label()).timer().count());
    }
    assertTrue(
        Arrays.stream(JobEnd.values()).map(JobEnd::label).allMatch(l -> l.matches("[a-z_]+")));
  }

  private double gauge(String name) {
    return registry.get("tocsin.training." + name).gauge().value();
  }
}
