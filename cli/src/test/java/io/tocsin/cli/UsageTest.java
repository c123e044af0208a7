package io.tocsin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @ParameterizedTest
  @ValueSource(strings = {"finetune", "evaluate", "classify", "check", "bench"})
  void helps(String command) {
    Ran ran = Ran.tocsin("model", command, "--help");

    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().startsWith("Usage: tocsin model " + command), ran::out);
    assertEquals("", ran.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "down",
        "status",
        "logs",
        "tweet",
        "label",
        "replay",
        "watch",
        "alerts",
        "classify",
        "retrain",
        "rollout",
        "rollout history",
        "rollout rollback",
        "topics",
        "access",
        "dlq",
        "explain",
        "delete",
        "retag",
        "chaos",
        "soak"
      })
  void helpsWithEverydayCommands(String command) {
    Ran ran = Ran.tocsin((command + " --help").split(" "));

    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().startsWith("Usage: tocsin " + command), ran::out);
    assertEquals("", ran.err());
  }

  @ParameterizedTest
  @CsvSource({
    "up --broker-port 70000, 0 to 65535",
    "up --replicas 0, one or more",
    "up --timeout 0, more than none",
    "up --challenger both, 'SWITCH'",
    "logs --lines -1, 0 or more",
    "rollout rollback, '--why'",
    "rollout canary v --why x, '--share'",
    "rollout promote both --why x, 'CANARY, SHADOW'",
    "watch --limit 0, one or more",
    "watch --kafka-config no-such-file, a file that can be read",
    "access --check --apply, one of them",
    "dlq list --topic nowhere, 'expected one of [tweets, labels'",
    "dlq list --since yesterday, 'expected a time such as'",
    "dlq replay, 'expected names of dead letters'",
    "explain x --records 0, one or more",
    "retag --version 0 --into classifications, 'expected a topic of its own'",
    "retag --version 0 --into Up/Down, 'letters, digits and hyphens'",
    "chaos --tweets 0, 'expected 1 or more'",
    "soak --minutes 0, 'expected more than 0'",
    "retag --version 0 --from soon, 'expected an offset, or a time'",
    "replay x.csv --to nowhere, 'TWEETS, LABELS'",
    "replay x.csv --to tweets --rate 0, more than 0"
  })
  void refusesEverydayOptionsThatMakeNoSense(String line, String said, @TempDir Path state) {
    Ran ran =
        Ran.tocsin(
            (line + (line.matches("(replay|chaos|soak) .*") ? "" : " --state " + state))
                .split(" "));

    assertEquals(2, ran.exitCode(), ran::toString);
    assertTrue(ran.err().contains(said), ran::err);
  }

  @Test
  void tellsItsVersion() {
    Ran ran = Ran.tocsin("--version");

    assertEquals(0, ran.exitCode());
    assertTrue(ran.out().matches("(?s)tocsin \\d+\\..*"), ran::out);
  }

  @ParameterizedTest
  @CsvSource({
    "--epochs 0, one or more",
    "--lr -1, learning rate > 0",
    "--r 0, positive",
    "--dropout 1, lora_dropout",
    "'--targets q,w', found w",
    "'--class-weights 1,x', balanced",
    "--dtype fp64, 'fp32 or bf16 or fp8'",
    "--device cuda:99, expected cpu",
    "'--devices cpu,cuda:99', expected cpu",
    "--devices 99, some of",
    "--placement rows, 'auto, copies or layers'",
    "--val-fraction 1.5, fraction",
    "--split random, --val-fraction",
    "'--val-fraction 0.1 --val-ids x', not both"
  })
  void refusesValuesThatMakeNoSense(String options, String said, @TempDir Path folder) {
    String line =
        "model finetune --data %s --out %s/new %s".formatted(Places.SAMPLE, folder, options);

    Ran ran = Ran.tocsin(line.split(" "));

    assertEquals(2, ran.exitCode(), ran::toString);
    assertTrue(ran.err().contains(said), ran::err);
    assertEquals("", ran.out());
  }

  @Test
  void explainsAMissingFileWithoutAStackTrace(@TempDir Path folder) {
    Ran ran = Ran.tocsin("model", "finetune", "--data", "nowhere.csv", "--out", folder + "/new");

    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("nowhere.csv"), ran::err);
    assertFalse(ran.err().contains("\tat "), ran::err);
  }

  @Test
  void showsTheStackTraceOnRequest(@TempDir Path folder) {
    Ran ran =
        Ran.tocsin(
            "model", "finetune", "--data", "nowhere.csv", "--out", folder + "/new", "--verbose");

    assertTrue(ran.err().contains("\tat "), ran::err);
  }
}
