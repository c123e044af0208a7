package io.tocsin.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.cli.Ran;
import io.tocsin.cli.client.FakeIngest.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceAnswersTest {
  @TempDir private Path state;

  @Test
  void tellsWhereATweetIs() {
    try (FakeIngest ingest =
        FakeIngest.answering(
            _ -> new Answer(201, "{\"id\":\"4711\",\"partition\":3,\"offset\":17}"))) {
      Ran ran = run(ingest, "tweet", "help", "--id", "4711", "--keyword", "flood");

      assertEquals(0, ran.exitCode(), ran::err);
      assertEquals("tweet 4711 is at offset 17 of partition 3\n", ran.out());
      assertEquals(
          "{\"id\":\"4711\",\"text\":\"help\",\"source\":\"cli\",\"keyword\":\"flood\"}",
          ingest.bodies().getFirst());
    }
  }

  @Test
  void sendsALabelInTheNameOfTheUser() {
    try (FakeIngest ingest =
        FakeIngest.answering(_ -> new Answer(201, "{\"partition\":3,\"offset\":17}"))) {
      Ran ran =
          run(
              ingest,
              "label",
              "4711",
              "disaster",
              "--text",
              "help",
              "--reason",
              "audit",
              "--by",
              "me");

      assertEquals(0, ran.exitCode(), ran::err);
      assertEquals(
          "{\"tweetId\":\"4711\",\"text\":\"help\",\"category\":\"disaster\",\"givenBy\":\"me\","
              + "\"reason\":\"audit\"}",
          ingest.bodies().getFirst());
    }
  }

  @Test
  void tellsWhatOfADeletedTweetIsRemovedAndWhatRemains() {
    String answer =
        """
        {"id":"a/b c☕","partition":3,"offset":17,
         "removed":["its label"],"remains":["its record","its tags"]}""";
    try (FakeIngest ingest = FakeIngest.answering(_ -> new Answer(200, answer))) {
      Ran ran = run(ingest, "delete", "a/b c☕");

      assertEquals(0, ran.exitCode(), ran::err);
      assertEquals("DELETE /tweets/a%2Fb%20c%E2%98%95", ingest.requests().getFirst());
      assertEquals(
          """
          tweet a/b c☕: its deletion is at offset 17 of partition 3
          removed  its label
          remains  its record
          remains  its tags
          """,
          ran.out());
    }
  }

  @Test
  void statesOnlyTheHyperparametersThatWereChosen() {
    String refusal = "{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"no labels\"}";
    try (FakeIngest ingest = FakeIngest.answering(_ -> new Answer(400, refusal))) {
      Ran ran =
          run(ingest, "retrain", "--no-follow", "--epochs", "2", "--lr", "1e-3", "--seed", "7");

      assertEquals(1, ran.exitCode());
      String body = ingest.bodies().getFirst();
      assertTrue(
          body.contains("\"hyperparameters\":{\"epochs\":2,\"learningRate\":0.001},\"seed\":7"),
          body);
    }
  }

  @Test
  void statesHyperparametersByTheirNamesInTheRequest() {
    String refusal = "{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"no labels\"}";
    try (FakeIngest ingest = FakeIngest.answering(_ -> new Answer(400, refusal))) {
      var _ =
          run(
              ingest,
              "retrain",
              "--no-follow",
              "--set=recompute=true",
              "--set=lora.r=8",
              "--set=lora.alpha=16.5",
              "--set=textPreparation=plain");

      String body = ingest.bodies().getFirst();
      assertTrue(
          body.contains(
              "\"hyperparameters\":{\"recompute\":true,\"lora\":{\"r\":8,\"alpha\":16.5},"
                  + "\"textPreparation\":\"plain\"}"),
          body);
    }
  }

  @Test
  void repeatsTheReasonOfARefusal() {
    String refusal = "{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"id: expected text\"}";
    try (FakeIngest ingest = FakeIngest.answering(_ -> new Answer(400, refusal))) {
      Ran ran = run(ingest, "tweet", "help");

      assertEquals(1, ran.exitCode());
      assertTrue(ran.err().contains("refuses (400): id: expected text"), ran::err);
    }
  }

  @Test
  void copesWithARefusalThatIsNoProblemDocument() {
    try (FakeIngest ingest = FakeIngest.answering(_ -> new Answer(502, "<h1>Bad Gateway</h1>"))) {
      Ran ran = run(ingest, "tweet", "help");

      assertTrue(ran.err().contains("refuses (502): <h1>Bad Gateway</h1>"), ran::err);
    }
  }

  @Test
  void saysHowToStartWhatIsNotThere() {
    FakeIngest gone = FakeIngest.answering(_ -> new Answer(500, ""));
    gone.close();

    Ran ran = run(gone, "tweet", "help");

    assertEquals(1, ran.exitCode());
    assertTrue(
        ran.err().contains("found none at %s; start it with: tocsin up".formatted(gone.url())),
        ran::err);
  }

  @Test
  void saysHowToStartAClusterThatIsNotThere() {
    Ran ran =
        Ran.tocsin("watch", "--bootstrap-servers", "127.0.0.1:1", "--state", state.toString());

    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("found none at 127.0.0.1:1; start it with"), ran::err);
  }

  @Test
  void showsWhatTheActiveAdapterSays() {
    String answer =
        """
        {"adapterVersion":"v1","baseFingerprint":"ab","classifications":[
         {"category":"disaster","probability":0.876,"logits":{"not":-1,"disaster":1},"tokens":5},
         {"category":"not","probability":0.5,"logits":{"not":0,"disaster":0},"tokens":2}]}""";
    try (FakeIngest inference = FakeIngest.answering(_ -> new Answer(200, answer))) {
      Ran ran =
          Ran.tocsin("classify", "--inference", inference.url().toString(), "big\nfire", "tea");

      assertEquals("disaster   0.88  big fire\nnot        0.50  tea\n", ran.out());
      assertEquals(
          "{\"tweets\":[{\"text\":\"big\\nfire\"},{\"text\":\"tea\"}]}",
          inference.bodies().getFirst());
    }
  }

  @Test
  void showsTheKeyThatAFileHolds() throws IOException {
    Path file = Files.writeString(state.resolve("my.key"), "tocsin_me_abc\n");
    try (FakeIngest ingest =
        FakeIngest.answering(_ -> new Answer(403, "{\"detail\":\"another role\"}"))) {
      Ran ran = run(ingest, "delete", "4711", "--key-file", file.toString());

      assertEquals(List.of("Bearer tocsin_me_abc"), ingest.shown());
      assertTrue(ran.err().contains("refuses (403): another role"), ran::err);
      assertFalse((ran.out() + ran.err()).contains("tocsin_me_abc"));
    }
  }

  @Test
  void refusesAFileThatHoldsNoKeyWithoutShowingIt() throws IOException {
    Path file = Files.writeString(state.resolve("my.key"), "no key\n");
    try (FakeIngest ingest = FakeIngest.answering(_ -> new Answer(200, "{}"))) {
      Ran ran = run(ingest, "delete", "4711", "--key-file", file.toString());

      assertEquals(2, ran.exitCode());
      assertEquals(List.of(), ingest.requests());
      assertFalse(ran.err().contains("no key"), ran::err);
    }
  }

  private Ran run(FakeIngest ingest, String... command) {
    String[] all = new String[command.length + 4];
    System.arraycopy(command, 0, all, 0, command.length);
    all[command.length] = "--ingest";
    all[command.length + 1] = ingest.url().toString();
    all[command.length + 2] = "--state";
    all[command.length + 3] = state.toString();
    return Ran.tocsin(all);
  }
}
