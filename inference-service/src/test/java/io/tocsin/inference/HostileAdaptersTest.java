package io.tocsin.inference;

import static io.tocsin.inference.Spoiling.CONFIG;
import static io.tocsin.inference.Spoiling.PROVENANCE;
import static io.tocsin.inference.Spoiling.WEIGHTS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.djl.Device;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.inference.model.Answers;
import io.tocsin.inference.model.TweetModel;
import io.tocsin.inference.rollout.RefusedAdapterException;
import io.tocsin.inference.rollout.StoredAdapterLoader;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.Precision;
import io.tocsin.store.DirectoryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Adapters that must not serve: each is refused for good, with a reason that names what is wrong.
 */
final class HostileAdaptersTest {
  private static LoadedBase base;
  private static Classifier classifier;
  private static Store store;
  private static StoredAdapterLoader loader;

  private final String version = "v" + UUID.randomUUID();

  @BeforeAll
  static void load(@TempDir Path folder) throws IOException {
    base = LoadedBase.load(TestSettings.TINY, Device.cpu(), Precision.FLOAT32);
    classifier = new Classifier(base, 64);
    store = new Store(folder);
    loader =
        new StoredAdapterLoader(
            base, classifier, new DirectoryStore(store.directory()), Categories.DISASTER);
  }

  @AfterAll
  static void close() {
    classifier.close();
    base.close();
  }

  static Stream<Arguments> spoilt() {
    return Stream.of(
        arguments("weights cut in half", Spoiling.half(), "OUT_OF_FILE"),
        arguments("weights cut within the header", Spoiling.cut(40), "HEADER_OUT_OF_FILE"),
        arguments("empty weights", Spoiling.cut(0), "FILE_TOO_SHORT"),
        arguments("bytes after the weights", Spoiling.longer(), "TRAILING_BYTES"),
        arguments("a header of 2^64 bytes", Spoiling.headerLength(-1), "HEADER_TOO_LARGE"),
        arguments("infinite weights", Spoiling.lastWeights(1, 1 / 0f), "expected finite weights"),
        arguments("integers for weights", Spoiling.replace(WEIGHTS, "F32", "I32"), "found I32"),
        arguments("no weights", Spoiling.delete(WEIGHTS), "expected " + WEIGHTS),
        arguments("pickled weights", Spoiling.pickle(), "pickled weights can run code"),
        arguments("no configuration", Spoiling.delete(CONFIG), "expected " + CONFIG),
        arguments("no JSON for a configuration", Spoiling.write(CONFIG, "r = 2"), "expected JSON"),
        arguments("a list for a configuration", Spoiling.write(CONFIG, "[]"), "a JSON object"),
        arguments("an empty configuration", Spoiling.write(CONFIG, ""), "a JSON object"),
        arguments("deep JSON", Spoiling.write(CONFIG, "[".repeat(100_000)), "expected JSON"),
        arguments("UTF-32", Spoiling.write(PROVENANCE, "\0\0\0{ÿÿÿÿ", ISO_8859_1), "UTF-8"),
        arguments("another rank than the weights", rank("8"), "lora_A"),
        arguments("rank 0", rank("0"), "r: expected a positive integer"),
        arguments("a rank beyond 32 bits", rank("9999999999"), "r: expected a positive integer"),
        arguments("another method", Spoiling.replace(CONFIG, "LORA", "LOHA"), "peft_type"),
        arguments("unknown layers", Spoiling.replace(CONFIG, "q_proj", "x_proj"), "x_proj"),
        arguments("other categories", provenance("disaster", "storm"), "as published"),
        arguments("one category twice", provenance("disaster", "not"), "distinct names"),
        arguments("a base that is none", provenance(store.baseFingerprint(), "?"), "base"));
  }

  private static Spoiling rank(String other) {
    return Spoiling.replace(CONFIG, "\"r\" : 2", "\"r\" : " + other);
  }

  private static Spoiling provenance(String text, String by) {
    return Spoiling.replace(PROVENANCE, text, by);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoilt")
  void areRefusedForGood(String name, Spoiling spoiling, String reason) throws IOException {
    spoiling.of(store.make(version));

    assertRefused(store.store(version), reason);
  }

  @Test
  void areRefusedWhereTheNumbersRunAway() throws IOException {
    Spoiling.lastWeights(256, Float.MAX_VALUE).of(store.make(version));

    assertRefused(store.store(version), "the model answers no text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "http://example.org/v1", "file:v1", "s3://other/v1"})
  void areRefusedOutsideTheStore(String uri) throws IOException {
    AdapterPublished inside = store.put(version);

    assertRefused(
        Examples.published(version, URI.create(uri), inside.sha256(), store.baseFingerprint()),
        uri);
  }

  @Test
  void areRefusedWithALinkToAnotherFile() throws IOException {
    AdapterPublished linked = store.put(version);
    Files.createSymbolicLink(store.stored(version, "link"), Path.of("/etc/passwd"));

    assertRefused(linked, "expected a regular file");
  }

  @Test
  void areTriedAgainLaterWhileTheStoreIsGone(@TempDir Path elsewhere) throws IOException {
    AdapterPublished sound = store.put(version);
    StoredAdapterLoader unmounted =
        new StoredAdapterLoader(
            base,
            classifier,
            new DirectoryStore(elsewhere.resolve("adapters")),
            Categories.DISASTER);
    URI there = elsewhere.resolve("adapters").resolve(version).toUri();

    IOException later =
        assertThrows(
            IOException.class,
            () ->
                unmounted.load(
                    Examples.published(version, there, sound.sha256(), store.baseFingerprint())));

    assertTrue(later.getMessage().contains("is it mounted?"), later.getMessage());
  }

  @Test
  void serveWithAnotherRankThanTheOthers() throws Exception {
    AdapterPublished other = store.put(version, store.adapter(version, 8));

    try (TweetModel model = loader.load(other)) {
      Answers.probe(model);
    }
  }

  private static void assertRefused(AdapterPublished adapter, String reason) {
    RefusedAdapterException refusal =
        assertThrows(RefusedAdapterException.class, () -> loader.load(adapter));

    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    assertEquals(adapter.version(), refusal.version());
  }
}
