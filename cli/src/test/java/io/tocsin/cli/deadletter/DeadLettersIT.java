package io.tocsin.cli.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.Ran;
import io.tocsin.cli.client.Cluster;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.DeadLetters;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersIT {
  private static final byte[] BYTES = {(byte) 0xff, 0, 27, '[', '2', 'J'};
  private static Cluster cluster;

  @BeforeAll
  static void start(@TempDir Path data) {
    cluster = Cluster.start(data);
    garbage(null);
    garbage("no letter at all".getBytes(UTF_8));
    ProducerRecord<byte[], byte[]> liar = letter(99, 1, "liar", "liar".getBytes(UTF_8));
    cluster.write(liar);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void listsLettersWithoutWhatTheySay() throws Exception {
    refused("list-1", "never shown".getBytes(UTF_8), "listed: one");
    RecordMetadata second = refused("list-2", BYTES, "listed:\u001b[2J two");

    Ran lines = run("list", "--reason", "LISTED", "--topic", "tweets");
    Ran json = run("list", "--reason", "listed", "--json");

    assertEquals(0, lines.exitCode(), lines::err);
    assertTrue(lines.out().contains(name(second) + " "), lines::out);
    assertTrue(lines.out().contains("reader                    6  listed:�[2J two"), lines::out);
    assertTrue(lines.out().endsWith("2 dead letters\n"), lines::out);
    assertFalse((lines.out() + json.out()).contains("never shown"));
    JsonNode letter = json.json().get("letters").get(1);
    assertEquals(second.offset(), letter.get("source").get("offset").longValue());
    assertEquals("reader", letter.get("reader").textValue());
  }

  @Test
  void listsWhatIsNoLetterAsSuch() {
    Ran ran = run("list", "--reason", "no dead letter");

    assertTrue(ran.out().contains("dead-letter-topic: expected text, found none"), ran::out);
    assertTrue(ran.out().contains("tweets-dlq-0-"), ran::out);
  }

  @Test
  void showsOnlyThoseOfATime() {
    refused("late", BYTES, "late");

    assertTrue(run("list", "--since", "1h", "--reason", "late").out().contains("1 dead letters"));
    assertEquals("0 dead letters\n", run("list", "--since", "2999-01-01T00:00:00Z").out());
  }

  @Test
  void showsTextAsTextAndOtherBytesInHexadecimal() {
    String text = name(refused("text", "{\"text\": ☕".getBytes(UTF_8), "shown"));
    String bytes = name(refused("bytes", BYTES, "shown"));

    Ran shownText = run("show", text);
    Ran shownHex = run("show", text, "--hex");
    Ran shownBytes = run("show", bytes);

    assertTrue(shownText.out().endsWith("\n{\"text\": ☕\n"), shownText::out);
    assertTrue(shownText.out().contains("header      trace = t-1\n"), shownText::out);
    assertFalse(shownText.out().contains("dead-letter-"), shownText::out);
    assertTrue(shownHex.out().contains("00000000  7b 22 74"), shownHex::out);
    assertTrue(shownBytes.out().endsWith("\n00000000  ff 00 1b 5b 32 4a\n"), shownBytes::out);
  }

  @Test
  void saysThatThereIsNoSuchLetter() {
    Ran ran = run("show", "tweets-0-4711");

    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("expected dead letter tweets-0-4711, found none"), ran::err);
  }

  @Test
  void replaysByteForByteAndOnlyOnce() {
    RecordMetadata source = refused("again", BYTES, "replayed");
    int before = cluster.read("tweets").size();

    Ran first = run("replay", name(source));
    Ran second = run("replay", name(source));

    assertEquals("1 replayed\n", first.out(), first::err);
    assertEquals(
        "0 replayed, 1 replayed before and passed over: see --again\n", second.out(), second::err);
    assertEquals(before + 1, cluster.read("tweets").size());
    assertSame(at(source), last("again"));
    assertTrue(run("list", "--reason", "replayed").out().contains("[replayed "));
    assertEquals("1 replayed\n", run("replay", name(source), "--again").out());
  }

  @Test
  void replaysWhatHadNoValueWithoutOne() {
    String name = name(refused("empty", null, "emptied"));

    assertEquals("1 replayed\n", run("replay", "--reason", "emptied").out());

    assertNull(last("empty").value());
    assertTrue(run("show", name).out().endsWith("(no value)\n"));
  }

  @Test
  void replaysTheOthersWhereSomeCannotBe() {
    refused("fine", BYTES, "mixed");
    cluster.write(letter(99, 7, "mixed: from nowhere", BYTES));

    Ran ran = run("replay", "--reason", "mixed", "tweets-99-7", "tweets-5-5", name(at("fine")));

    assertEquals(1, ran.exitCode());
    assertTrue(ran.out().contains("found partition 99"), ran::out);
    assertTrue(ran.out().contains("expected dead letter tweets-5-5, found none"), ran::out);
    assertTrue(ran.out().endsWith("\n1 replayed\n"), ran::out);
  }

  private static Ran run(String... command) {
    String[] all = new String[command.length + 1];
    all[0] = "dlq";
    System.arraycopy(command, 0, all, 1, command.length);
    return cluster.run(all);
  }

  /** Writes a record and, as a service would, its dead letter. */
  private static RecordMetadata refused(String key, byte[] value, String reason) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("tweets", key.getBytes(UTF_8), value);
    record.headers().add("trace", "t-1".getBytes(UTF_8));
    RecordMetadata place = cluster.write(record);
    cluster.write(new DeadLetters(Topics.TWEETS, "reader").of(at(place), reason, Instant.now()));
    return place;
  }

  private static ProducerRecord<byte[], byte[]> letter(
      int partition, long offset, String reason, byte... value) {
    return new DeadLetters(Topics.TWEETS, "reader")
        .of(new ConsumerRecord<>("tweets", partition, offset, null, value), reason, Instant.now());
  }

  private static void garbage(byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("tweets-dlq", new byte[] {(byte) 0xfe}, value);
    record.headers().add("dead-letter-reason", new byte[] {(byte) 0xff});
    record.headers().add("dead-letter-offset", null);
    cluster.write(record);
  }

  private static ConsumerRecord<byte[], byte[]> at(RecordMetadata place) {
    return cluster.read("tweets").stream()
        .filter(
            record -> record.partition() == place.partition() && record.offset() == place.offset())
        .findFirst()
        .orElseThrow();
  }

  private static List<ConsumerRecord<byte[], byte[]>> keyed(String key) {
    return cluster.read("tweets").stream()
        .filter(record -> Arrays.equals(record.key(), key.getBytes(UTF_8)))
        .toList();
  }

  private static ConsumerRecord<byte[], byte[]> at(String key) {
    return keyed(key).getFirst();
  }

  private static ConsumerRecord<byte[], byte[]> last(String key) {
    assertTrue(keyed(key).size() > 1, key);
    return keyed(key).getLast();
  }

  private static void assertSame(
      ConsumerRecord<byte[], byte[]> expected, ConsumerRecord<byte[], byte[]> found) {
    assertEquals(expected.partition(), found.partition());
    assertArrayEquals(expected.key(), found.key());
    assertArrayEquals(expected.value(), found.value());
    assertArrayEquals(expected.headers().toArray(), found.headers().toArray());
  }

  private static String name(RecordMetadata place) {
    return "tweets-%d-%d".formatted(place.partition(), place.offset());
  }

  private static String name(ConsumerRecord<byte[], byte[]> record) {
    return "tweets-%d-%d".formatted(record.partition(), record.offset());
  }
}
