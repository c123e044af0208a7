package io.tocsin.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.cli.Ran;
import io.tocsin.cli.system.ProcessStatus.Condition;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemStatusTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void tellsReadersRolloutAndTraining() {
    SystemStatus status = status(Condition.READY, Optional.of(cluster()));

    String text = status.text();

    assertTrue(text.contains("inference is 1,234 behind on tweets"), text);
    assertTrue(text.contains("rollout  v2 since 2026-01-01"), text);
    assertTrue(text.contains("training v2: published, promoted: better"), text);
    assertTrue(status.isWell());
  }

  @Test
  void leavesOutDeadLettersWhereThereAreNone() {
    String text = status(Condition.READY, Optional.of(cluster())).text();

    assertTrue(text.contains("tweets-dlq"), text);
    assertFalse(text.contains("labels-dlq"), text);
  }

  @Test
  void saysWhatToDoAboutAProcessThatIsGone() {
    SystemStatus status = status(Condition.GONE, Optional.of(cluster()));

    assertTrue(status.text().contains("tocsin up starts them again"), status::text);
    assertFalse(status.isWell());
  }

  @Test
  void isNotWellWithoutKafka() {
    SystemStatus status = status(Condition.READY, Optional.empty());

    assertTrue(status.text().contains("Kafka does not answer"), status::text);
    assertFalse(status.isWell());
  }

  @Test
  void saysHowToStartWhatIsNotThere(@TempDir Path state) {
    Ran ran = Ran.tocsin("status", "--state", state.toString());

    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("found none in " + state), ran::err);
    assertTrue(ran.err().contains("start it with: tocsin up"), ran::err);
  }

  private static SystemStatus status(Condition condition, Optional<ClusterStatus> kafka) {
    return new SystemStatus(
        "/state", List.of(new ProcessStatus("ingest", 17, 8081, NOON, condition)), kafka);
  }

  private static ClusterStatus cluster() {
    Verdict better = new Verdict.Promoted("better");
    return new ClusterStatus(
        List.of(
            new ClusterStatus.Topic("tweets", 12, 5000),
            new ClusterStatus.Topic("tweets-dlq", 1, 1),
            new ClusterStatus.Topic("labels-dlq", 1, 0)),
        List.of(new ClusterStatus.Group("inference", "tweets", 1234)),
        List.of(
            new RolloutInForce(
                3,
                new Rollout(
                    "ab".repeat(32),
                    "v2",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "trainer",
                    "better",
                    NOON))),
        Optional.of(
            new TrainingProgress("v2", "t", NOON, new TrainingState.Published("v2", better))));
  }
}
