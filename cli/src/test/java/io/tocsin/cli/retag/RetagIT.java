package io.tocsin.cli.retag;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.Ran;
import io.tocsin.cli.client.Cluster;
import io.tocsin.cli.pipeline.RandomAdapters;
import io.tocsin.cli.tag.Tag;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.model.Precision;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.store.DirectoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetagIT {
  private static final Path TINY = Path.of("../models/tiny-llama3").toAbsolutePath().normalize();
  private static final int TWEETS = 40;
  private static final Pattern REPRODUCTION =
      Pattern.compile("40 answers of version a made again: 40 with .* within (\\S+)");

  @TempDir private static Path folder;
  private static Cluster cluster;
  private static AdapterPublished spoilt;

  @BeforeAll
  static void start() throws Exception {
    cluster = Cluster.start(folder.resolve("broker"));
    try (LoadedBase base = LoadedBase.load(TINY, Device.cpu(), Precision.FLOAT32)) {
      RandomAdapters adapters =
          new RandomAdapters(
              base, TINY, new DirectoryStore(folder.resolve("adapters")), folder.resolve("made"));
      publish(adapters.put("a", 1));
      publish(adapters.put("b", 2));
      spoilt = publish(adapters.put("spoilt", 3));
    }
    for (int number = 0; number < TWEETS; number++) {
      String id = "t" + number;
      cluster.write(Topics.TWEETS, id, Tweet.of(Optional.of(id), "Flood number " + number));
    }
    cluster.write(new ProducerRecord<>("tweets", "broken".getBytes(UTF_8), new byte[] {'{'}));
    cluster.write(new ProducerRecord<>("tweets", "gone".getBytes(UTF_8), null));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void tagsEachTweetOnceHoweverOftenItIsRun() throws Exception {
    JsonNode some = retag("a", "--into", "once", "--partition", "0,1,2,3,4");
    JsonNode all = retag("a", "--into", "once");
    JsonNode again = retag("a", "--into", "once");

    int first = some.at("/tweets/now").intValue();
    assertTrue(first > 0 && first < TWEETS, some::toString);
    assertEquals(TWEETS - first, all.at("/tweets/now").intValue());
    assertEquals(first, all.at("/tweets/before").intValue());
    assertEquals(1, all.at("/tweets/unreadable").intValue());
    assertEquals(1, all.at("/tweets/deletions").intValue());
    assertEquals(0, again.at("/tweets/now").intValue());
    List<Classification> tags = tags("once");
    assertEquals(TWEETS, tags.size());
    assertEquals(TWEETS, tags.stream().map(Tag::source).distinct().count());
    assertTrue(
        tags.stream()
            .allMatch(tag -> tag.adapterVersion().equals("a") && tag.role() == Role.SHADOW));
  }

  @Test
  void comparesWithTheRecordedAnswersAndTheLabels() throws Exception {
    retag("a", "--into", "source");
    for (Classification tag : tags("source")) {
      cluster.write(Topics.CLASSIFICATIONS, tag.tweetId(), answer(tag));
      cluster.write(Topics.LABELS, tag.tweetId(), label(tag.tweetId(), tag.category()));
    }

    Ran same = run("a", "--into", "same");
    JsonNode other = retag("b", "--into", "other").get("comparison");

    assertTrue(same.out().contains("40 have a recorded answer (by {a=40}): the same"), same::out);
    Matcher again = REPRODUCTION.matcher(same.out());
    assertTrue(again.find() && Double.parseDouble(again.group(1)) < 1e-5, same::out);
    assertTrue(same.out().contains("40 of them have a label: 40 answers were right"), same::out);
    assertTrue(same.err().contains("retag "), same::err);
    assertEquals(TWEETS, other.get("compared").intValue());
    assertEquals(TWEETS, other.get("same").intValue() + sum(other.get("flips")));
    assertEquals(TWEETS, other.at("/labels/recordedRight").intValue());
    assertEquals(other.get("same"), other.at("/labels/retaggedRight"));
    assertEquals(10, other.get("largest").size());
  }

  @Test
  void takesRangesByOffsetAndByTime() throws Exception {
    JsonNode offsets = retag("0", "--into", "ranges", "--from", "0", "--to", "1");
    JsonNode past = retag("0", "--into", "ranges", "--from", "1h", "--to", "2999-01-01T00:00:00Z");

    for (JsonNode part : offsets.get("range")) {
      assertEquals(1, part.get("to").intValue());
    }
    assertEquals(TWEETS, past.at("/tweets/now").intValue() + past.at("/tweets/before").intValue());
  }

  @Test
  void usesOnlyWhatWasPublished() throws Exception {
    Path configuration = Path.of(spoilt.uri()).resolve("adapter_config.json");
    Files.writeString(configuration, Files.readString(configuration) + " ");

    Ran altered = run("spoilt");
    Ran unknown = run("nobody");

    assertEquals(1, altered.exitCode());
    assertTrue(altered.err().contains("the files are not those that were published"), altered::err);
    assertEquals(1, unknown.exitCode());
    assertTrue(unknown.err().contains("expected adapter nobody in topic adapters"), unknown::err);
  }

  private static AdapterPublished publish(AdapterPublished adapter) {
    cluster.write(Topics.ADAPTERS, adapter.version(), adapter);
    return adapter;
  }

  private static JsonNode retag(String version, String... options) throws Exception {
    Ran ran =
        run(version, Stream.concat(Stream.of(options), Stream.of("--json")).toArray(String[]::new));
    assertEquals(0, ran.exitCode(), ran::err);
    return ran.json();
  }

  private static Ran run(String version, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "retag",
                "--version",
                version,
                "--base",
                TINY.toString(),
                "--device",
                "cpu",
                "--state",
                folder.toString()));
    command.addAll(List.of(options));
    return cluster.run(command.toArray(String[]::new));
  }

  private static List<Classification> tags(String topic) throws Exception {
    List<Classification> tags = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : cluster.read(topic)) {
      tags.add(MessageJson.read(record.value(), Classification.class));
    }
    return tags;
  }

  private static Classification answer(Classification tag) {
    return new Classification(
        tag.tweetId(),
        tag.category(),
        tag.probability(),
        tag.logits(),
        Role.ACTIVE,
        tag.adapterVersion(),
        tag.baseFingerprint(),
        Optional.of(0L),
        tag.sourcePartition(),
        tag.sourceOffset(),
        tag.tokens(),
        tag.characters(),
        tag.keyword(),
        tag.receivedAt(),
        tag.classifiedAt());
  }

  private static Label label(String id, String category) {
    return new Label(
        id, "flood", Optional.empty(), category, "tests", LabelReason.AUDIT, Instant.EPOCH);
  }

  private static int sum(JsonNode counts) {
    int sum = 0;
    for (JsonNode count : counts) {
      sum += count.intValue();
    }
    return sum;
  }
}
