package io.tocsin.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdapterStoresTest extends S3StoreFixture {
  @Test
  void opensAPath() throws IOException {
    Path root = temporary.resolve("store");

    AdapterStore store = AdapterStores.open(root.toString(), cache());

    assertEquals(root.resolve("a-1"), Path.of(store.put("a-1", folder).uri()));
  }

  @Test
  void opensAFileUri() throws IOException {
    Path root = temporary.resolve("store of ours");

    AdapterStore store = AdapterStores.open(root.toUri().toString(), cache());

    assertEquals(root.resolve("a-1"), Path.of(store.put("a-1", folder).uri()));
  }

  @Test
  void opensABucketWithTheSettingsOfTheSdkAlone() throws Exception {
    Map<String, String> settings =
        Map.of(
            "aws.endpointUrlS3", server.endpoint().toString(),
            "aws.region", "us-east-1",
            "aws.accessKeyId", "tocsin",
            "aws.secretAccessKey", "tocsin-secret");
    settings.forEach(System::setProperty);
    try {
      AdapterStore store = AdapterStores.open("s3://" + bucket + "/models", cache());

      StoredAdapter stored = assertInstanceOf(S3Store.class, store).put("a-1", folder);

      assertEquals("s3://" + bucket + "/models/a-1", stored.uri().toString());
      ((S3Store) store).close();
    } finally {
      settings.keySet().forEach(System::clearProperty);
    }
  }

  @Test
  void saysThatNoRegionIsSet() {
    String location = "s3://" + bucket + "?endpoint=" + server.endpoint();

    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> AdapterStores.open(location, cache()));

    assertTrue(refusal.getMessage().contains("AWS_REGION"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "http://example.org/adapters",
        "gs://bucket/adapters",
        "file:adapters",
        "file://host/adapters",
        "a\0b"
      })
  void saysWhatItExpected(String location) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> AdapterStores.open(location, cache()));

    assertTrue(refusal.getMessage().contains("expected a path"), refusal.getMessage());
  }
}
