package io.tocsin.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is fetched is proven, wherever it was altered. */
final class S3FetchTest extends S3StoreFixture {
  private static final String MANIFEST = "adapters/a-1/manifest";

  private StoredAdapter stored;

  @BeforeEach
  void put() throws IOException {
    stored = storeOfAnotherProcess().put("a-1", folder);
  }

  private Path fetch() throws IOException {
    return store().fetch(stored.uri(), stored.digest());
  }

  private String weightsKey() {
    return "adapters/a-1/%s/adapter_model.safetensors".formatted(stored.digest());
  }

  private IOException refusal() {
    return assertThrows(IOException.class, this::fetch);
  }

  private List<Path> cached() throws IOException {
    try (Stream<Path> entries = Files.list(cache())) {
      return entries.toList();
    }
  }

  @Test
  void asksTheServerOnce() throws IOException {
    Path first = fetch();
    int calls = gateway.calls().size();

    Path second = fetch();

    assertEquals(first, second);
    assertEquals(calls, gateway.calls().size());
    assertEquals(List.of(first), cached());
  }

  @ParameterizedTest
  @ValueSource(strings = {"adapter_model.safetensors", "one more"})
  void fetchesAgainWhatWasAlteredInTheCache(String file) throws IOException {
    Files.writeString(fetch().resolve(file), "altered");

    Path fetched = fetch();

    assertEquals(stored.digest(), FolderDigest.of(fetched));
    assertEquals(List.of(fetched), cached());
  }

  @Test
  void keepsTheCachedFolderWhenAnotherDigestIsAskedFor() throws IOException {
    Path cached = fetch();
    FolderDigest other = new FolderDigest("0".repeat(64));

    assertThrows(IOException.class, () -> store().fetch(stored.uri(), other));

    assertEquals(stored.digest(), FolderDigest.of(cached));
  }

  @Test
  void findsAnAlteredObject() throws IOException {
    server.write(bucket, weightsKey(), "seventeen bytes!!");

    IOException refusal = refusal();

    assertTrue(refusal.getMessage().contains(weightsKey()), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("altered"), refusal.getMessage());
    assertEquals(List.of(), cached());
  }

  @Test
  void findsAShortenedObject() {
    server.write(bucket, weightsKey(), "short");

    IOException refusal = refusal();

    assertTrue(refusal.getMessage().contains("of 17 bytes"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("of 5 bytes"), refusal.getMessage());
  }

  @Test
  void saysWhichObjectIsMissing() {
    server.delete(bucket, weightsKey());

    IOException refusal = refusal();

    assertTrue(refusal.getMessage().contains(weightsKey()), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("found none"), refusal.getMessage());
  }

  @Test
  void repeatsADownloadThatBroke() throws IOException {
    AtomicInteger breaks = new AtomicInteger();
    gateway.follow(
        (call, server) ->
            call.path().endsWith("safetensors") && breaks.getAndIncrement() == 0
                ? server.ask().cutShort()
                : server.ask());

    Path fetched = fetch();

    assertEquals(stored.digest(), FolderDigest.of(fetched));
  }

  @Test
  void leavesNothingOfADownloadThatBreaksAlways() throws IOException {
    gateway.follow(
        (call, server) ->
            call.path().endsWith("safetensors") ? server.ask().cutShort() : server.ask());

    IOException refusal = refusal();

    assertTrue(refusal.getMessage().contains(weightsKey()), refusal.getMessage());
    assertEquals(List.of(), cached());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "tocsin-adapter 2\n",
        "tocsin-adapter 1\n",
        "tocsin-adapter 1\nnonsense\n",
        "tocsin-adapter 1\nDIGEST 5 ../../escaped\n",
        "tocsin-adapter 1\nDIGEST 5 ..\n",
        "tocsin-adapter 1\nDIGEST 5 a\nDIGEST 5 a\n",
        "tocsin-adapter 1\nDIGEST 99999999999999999999 a\n"
      })
  void refusesAManifestThatIsNone(String text) {
    server.write(bucket, MANIFEST, text.replace("DIGEST", "0".repeat(64)));

    IOException refusal = refusal();

    assertTrue(refusal.getMessage().contains(MANIFEST), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("expected"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://another/adapters/a-1",
        "s3://BUCKET/others/a-1",
        "s3://BUCKET/adapters/../secret",
        "s3://BUCKET/adapters/a-1/more",
        "s3://BUCKET/adapters/",
        "file:///adapters/a-1",
        "adapters/a-1"
      })
  void asksNobodyForAnAdapterElsewhere(String uri) {
    URI elsewhere = URI.create(uri.replace("BUCKET", bucket));

    assertThrows(IOException.class, () -> store().fetch(elsewhere, stored.digest()));

    assertEquals(List.of(), gateway.calls());
  }
}
