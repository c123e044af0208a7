package io.tocsin.trainer.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.EpochChoice;
import io.tocsin.contracts.retrain.Hyperparameters;
import io.tocsin.contracts.retrain.Lora;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.StoredLetter;
import io.tocsin.trainer.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One trainer that meets one hopeless request after another, and trains when it is done. */
final class HostileRequestsIT {
  private static final int PARTITIONS = Topics.TWEET_PARTITIONS;
  private static final Hyperparameters SANE = Samples.hyperparameters(1, EpochChoice.LAST);

  @TempDir private static Path directory;
  private static TrainerBench bench;
  private static RunningTrainer trainer;

  @BeforeAll
  static void start() throws IOException {
    bench = TrainerBench.start(directory);
    trainer = RunningTrainer.start(bench.trainer("a"));
  }

  @AfterAll
  static void stop() {
    trainer.close();
    bench.close();
  }

  static Stream<Arguments> hopeless() {
    EndOffsets ends = bench.ends();
    return Stream.of(
        arguments("no labels", nothing(PARTITIONS), SANE, "expected labels before the offsets"),
        arguments("labels of one category", oneLabel(), SANE, "labels of two categories or more"),
        arguments("offsets ahead", EndOffsets.of(1_000_000), SANE, "labels-0: the request froze"),
        arguments("a partition too many", nothing(PARTITIONS + 1), SANE, "labels-12: the request"),
        arguments("NaN loss", ends, learningRate(1e30), "lower the learning rate"),
        arguments("unknown preparation", ends, prepared("soup"), "soup"),
        arguments("an endless name", ends, prepared("x".repeat(900_000)), "xxx"),
        arguments("unknown layers", ends, adapted(4, "x_proj"), "lora.targets"),
        arguments("a rank beyond memory", ends, adapted(Integer.MAX_VALUE, "q_proj"), "overflow"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hopeless")
  void failsAndSaysWhy(String name, EndOffsets ends, Hyperparameters wanted, String reason) {
    RetrainRequested hopeless = Samples.request(TrainerBench.id(), ends, wanted);

    bench.await(bench.cluster().write(hopeless));

    assertFailed(hopeless.requestId(), reason);
  }

  @Test
  void failsWhereTheStoreIsGoneAndServesTheNextRequestWhenItIsBack() throws IOException {
    RetrainRequested lost = Samples.request(TrainerBench.id(), bench.ends(), SANE);
    RetrainRequested next = Samples.request(TrainerBench.id(), bench.ends(), SANE);
    Path store = directory.resolve("store");
    boolean moved = Files.isDirectory(store);
    if (moved) {
      Files.move(store, directory.resolve("unmounted"));
    }
    Files.createFile(store);

    bench.await(bench.cluster().write(lost));
    Files.delete(store);
    if (moved) {
      Files.move(directory.resolve("unmounted"), store);
    }
    bench.await(bench.cluster().write(next));

    assertFailed(lost.requestId(), store.toString());
    assertEquals(next.requestId(), bench.published(next.requestId()).version());
  }

  static Stream<Arguments> unreadable() {
    byte[] sound = MessageJson.write(Samples.request("r1", bench.ends(), SANE));
    String json = new String(sound, UTF_8);
    return Stream.of(
        arguments("broken JSON", utf8("{"), "it ends too early"),
        arguments("not UTF-8", new byte[] {'{', (byte) 0xFF}, "expected text in UTF-8"),
        arguments("no value", null, "found nothing"),
        arguments("null", utf8("null"), "found null"),
        arguments("another type", utf8("[1]"), "expected an object"),
        arguments(
            "epochs in words", utf8(json.replace("\"epochs\":1", "\"epochs\":\"two\"")), "epo"),
        arguments("an endless id", utf8(json.replace("\"r1\"", endless())), "requestId: expected"),
        arguments("half a character", utf8(halfACharacter(json)), "classWeights"),
        arguments(
            "a layer twice", utf8(json.replace("v_proj", "q_proj")), "targets: expected each"),
        arguments("as large as may be", largest(), "it ends too early"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void setsAsideWhatIsNoRequest(String name, byte[] value, String reason) {
    String key = TrainerBench.id();
    var written = bench.cluster().write(Topics.RETRAIN_REQUESTS, key, value);

    bench.await(Cluster.position(written));

    StoredLetter letter = letter(key);
    assertArrayEquals(value, letter.source().value());
    assertEquals(written.offset(), letter.told().position().offset());
    assertTrue(letter.told().reason().contains(reason), letter.told().reason());
  }

  @Test
  void setsUnreadableLabelsAsideOnceAndLearnsFromTheOthers() {
    Map<String, byte[]> poison = new LinkedHashMap<>();
    poison.put("broken-" + TrainerBench.id(), utf8("{"));
    poison.put("bytes-" + TrainerBench.id(), new byte[] {(byte) 0xFF});
    poison.put("type-" + TrainerBench.id(), utf8("\"fire\""));
    String category = "category-" + TrainerBench.id();
    poison.put(category, MessageJson.write(Samples.label(category, "fire", "x".repeat(900_000))));
    poison.put("other-key-" + TrainerBench.id(), MessageJson.write(Samples.label("a", "b", "not")));
    poison.forEach((key, value) -> bench.cluster().write(Topics.LABELS, key, value));
    EndOffsets later = bench.cluster().labelEnds();
    RetrainRequested first = Samples.request(TrainerBench.id(), later, SANE);
    RetrainRequested second = Samples.request(TrainerBench.id(), later, SANE);

    bench.await(bench.cluster().write(first));
    bench.await(bench.cluster().write(second));

    AdapterPublished adapter = bench.published(first.requestId());
    assertEquals(TrainerBench.LABELS, adapter.labels().rows());
    Map<String, Long> letters =
        bench.cluster().records(Topics.deadLetters(Topics.LABELS)).stream()
            .map(record -> new String(StoredLetter.of(record).source().key(), UTF_8))
            .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
    poison.keySet().forEach(key -> assertEquals(1, letters.get(key), key));
  }

  private static void assertFailed(String requestId, String reason) {
    TrainingState.Failed failed =
        assertInstanceOf(TrainingState.Failed.class, bench.states(requestId).getLast());
    assertTrue(failed.reason().contains(reason), failed::reason);
    List<String> adapters =
        bench.cluster().read(Topics.ADAPTERS, AdapterPublished.class).stream()
            .map(AdapterPublished::version)
            .toList();
    assertFalse(adapters.contains(requestId), "published");
    assertFalse(Files.exists(directory.resolve("store").resolve(requestId)), "half an adapter");
  }

  private static StoredLetter letter(String key) {
    return bench.cluster().records(Topics.deadLetters(Topics.RETRAIN_REQUESTS)).stream()
        .map(StoredLetter::of)
        .filter(letter -> Arrays.equals(utf8(key), letter.source().key()))
        .findFirst()
        .orElseThrow();
  }

  private static EndOffsets nothing(int partitions) {
    return EndOffsets.of(new long[partitions]);
  }

  private static EndOffsets oneLabel() {
    int first =
        bench.ends().byPartition().entrySet().stream()
            .filter(end -> end.getValue() > 0)
            .findFirst()
            .orElseThrow()
            .getKey();
    long[] ends = new long[PARTITIONS];
    ends[first] = 1;
    return EndOffsets.of(ends);
  }

  private static Hyperparameters learningRate(double rate) {
    return hyperparameters(SANE.lora(), rate, SANE.textPreparation());
  }

  private static Hyperparameters prepared(String preparation) {
    return hyperparameters(SANE.lora(), SANE.learningRate(), preparation);
  }

  private static Hyperparameters adapted(int rank, String target) {
    Lora lora = new Lora(rank, 8, 0, false, List.of(target));
    return hyperparameters(lora, SANE.learningRate(), SANE.textPreparation());
  }

  private static Hyperparameters hyperparameters(
      Lora lora, double learningRate, String preparation) {
    return new Hyperparameters(
        lora,
        SANE.adamW(),
        3,
        learningRate,
        0,
        SANE.batchSize(),
        1,
        0,
        0,
        SANE.classWeights(),
        preparation,
        SANE.maxTokens(),
        false,
        SANE.epochChoice());
  }

  private static String endless() {
    return '"' + "r".repeat(450_000) + '"';
  }

  private static String halfACharacter(String json) {
    return json.replace(
        "{\"kind\":\"balanced\"}", "{\"kind\":\"given\",\"weights\":{\"\\ud83d\":[]}}");
  }

  private static byte[] largest() {
    int room = 200; // for the key and what Kafka writes around a record
    return utf8('{' + " ".repeat(Topics.RETRAIN_REQUESTS.maxMessageBytes() - room));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
