package io.tocsin.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.cli.Ran;
import io.tocsin.cli.client.FakeIngest.Answer;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.rollout.LedgerReader;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One cluster, whose history each test goes on with, and replicas as far as clients can tell. */
class RolloutCommandIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String BASE =
      Messages.adapter("v", new Verdict.KeptBack("x")).baseFingerprint();

  private static Cluster cluster;

  @TempDir private Path state;

  @BeforeAll
  static void start(@TempDir Path data) {
    cluster = Cluster.start(data);
    Rollout first =
        new Rollout(
            BASE,
            "0",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "test",
            "to begin with",
            Instant.EPOCH);
    cluster.write(Topics.ROLLOUTS, BASE, first);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void rollsBackAndTellsWhenItIsServed() throws Exception {
    publish("good");
    publish("bad");
    try (FakeIngest replica = serving(Map.of())) {
      Ran first = run(replica.url(), "activate", "good", "--why", "trained");
      Ran second = run(replica.url(), "canary", "bad", "--share", "0.1", "--why", "to try it");
      Ran third = run(replica.url(), "promote", "--why", "looks well");

      Ran back = run(replica.url(), "rollback", "--why", "does not");

      assertEquals(0, first.exitCode(), first::toString);
      assertTrue(second.out().contains("is in force: good; canary bad 10.0 %"), second::toString);
      assertTrue(third.out().contains("is in force: bad\n"), third::toString);
      assertEquals(0, back.exitCode(), back::toString);
      assertTrue(
          back.out()
              .matches(
                  "rollout \\d+ is in force: good\nserved by %s after \\d+\\.\\d\\d s\n"
                      .formatted(replica.url())),
          back::toString);
      assertEquals("good", inForce().rollout().active());
    }
  }

  @Test
  void tellsWhoAnsweredFromOffsetToOffset() throws Exception {
    publish("told");
    run(URI.create("http://none"), "activate", "told", "--by", "ada", "--why", "tell", "--no-wait");
    long offset = inForce().offset();

    Ran history = run("history");
    Ran json = run("history", "--json");

    assertTrue(
        history
            .out()
            .matches(
                "(?s)%-6d until now .*  told\n +by ada on base .*: tell\n.*".formatted(offset)),
        history::toString);
    assertEquals(offset, MessageJson.mapper().readTree(json.out()).path(0).path("offset").asLong());
  }

  @Test
  void showsWhatIsInForceAndServed() {
    publish("shown");
    run(URI.create("http://none"), "activate", "shown", "--why", "show", "--no-wait");
    try (FakeIngest replica = serving(Map.of())) {
      Ran ran = run(replica.url(), "show");

      assertEquals(0, ran.exitCode(), ran::toString);
      assertTrue(
          ran.out().contains("%s serves rollout %d".formatted(replica.url(), inForce().offset())),
          ran::toString);
    }
  }

  @Test
  void saysThatItLostTheRace() {
    publish("late");

    Ran ran = run("activate", "late", "--why", "too late", "--replaces", "987654", "--no-wait");

    assertEquals(3, ran.exitCode(), ran::toString);
    assertTrue(ran.err().contains("expected rollout 987654 in force, found"), ran::err);
    assertTrue(ran.err().contains("look at it and decide anew"), ran::err);
  }

  @Test
  void refusesAVersionThatNobodyPublished() {
    publish("some");

    Ran ran = run("shadow", "nowhere", "--why", "no", "--no-wait");

    assertEquals(1, ran.exitCode(), ran::toString);
    assertTrue(ran.err().contains("version nowhere: expected a published one"), ran::err);
  }

  @Test
  void failsWithTheReplicasReasonIfItRefusesTheAdapter() {
    publish("altered");
    try (FakeIngest replica = serving(Map.of("altered", "expected another digest"))) {
      Ran ran = run(replica.url(), "activate", "altered", "--why", "try");

      assertEquals(1, ran.exitCode(), ran::toString);
      assertTrue(
          ran.out().contains("adapter altered is refused: expected another digest"), ran::out);
      assertTrue(ran.out().contains("To undo this: tocsin rollout rollback"), ran::out);
    }
  }

  @Test
  void saysThatNoReplicaCouldBeAsked() {
    publish("unseen");

    Ran ran = run(URI.create("http://127.0.0.1:9"), "activate", "unseen", "--why", "try");

    assertEquals(1, ran.exitCode(), ran::toString);
    assertTrue(ran.out().contains("is in force: unseen"), ran::out);
    assertTrue(ran.err().contains("No replica could be asked"), ran::err);
  }

  /** A replica that serves what is in force at once, but for what it refuses. */
  private static FakeIngest serving(Map<String, String> refused) {
    return FakeIngest.answering(
        _ -> {
          RolloutInForce now = inForce();
          boolean serves = now.rollout().versions().stream().noneMatch(refused::containsKey);
          return new Answer(
              200,
              """
              {"baseFingerprint":"%s","inForce":{"offset":%d},"served":{"rolloutOffset":%d,
               "versions":{"active":"%s"}},"pending":[],"refused":%s}"""
                  .formatted(
                      BASE,
                      now.offset(),
                      serves ? now.offset() : now.offset() - 1,
                      now.rollout().active(),
                      new String(MessageJson.write(refused), UTF_8)));
        });
  }

  private static RolloutInForce inForce() {
    return LedgerReader.now(cluster.clients(), PATIENCE).history(BASE).inForce().orElseThrow();
  }

  private static void publish(String version) {
    AdapterPublished adapter = Messages.adapter(version, new Verdict.KeptBack("made for a test"));
    cluster.write(Topics.ADAPTERS, version, adapter);
  }

  private Ran run(URI replica, String... action) {
    return run(
        Stream.concat(Stream.of(action), Stream.of("--inference", replica.toString()))
            .toArray(String[]::new));
  }

  private Ran run(String... action) {
    return Ran.tocsin(
        Stream.of(
                Stream.of("rollout"),
                Stream.of(action),
                Stream.of(
                    "--bootstrap-servers", cluster.bootstrapServers(), "--state", state.toString()))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }
}
