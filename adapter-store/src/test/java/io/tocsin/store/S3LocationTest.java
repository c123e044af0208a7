package io.tocsin.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class S3LocationTest {
  @Test
  void readsBucketAndPrefix() {
    S3Location location = S3Location.parse("s3://tocsin/models/adapters/");

    assertEquals("tocsin", location.bucket());
    assertEquals("models/adapters", location.prefix());
    assertEquals(Optional.empty(), location.endpoint());
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://tocsin", "s3://tocsin/"})
  void needsNoPrefix(String text) {
    S3Location location = S3Location.parse(text);

    assertEquals("", location.prefix());
    assertEquals(URI.create("s3://tocsin/a-1"), location.uri(new AdapterVersion("a-1")));
  }

  @Test
  void readsSettings() {
    S3Location location =
        S3Location.parse(
            "s3://tocsin/adapters?endpoint=http%3A%2F%2Fminio:9000&region=us-east-1"
                + "&addressing=virtual-host");

    assertEquals(Optional.of(URI.create("http://minio:9000")), location.endpoint());
    assertEquals(Optional.of("us-east-1"), location.region());
    assertEquals(Optional.of(S3Addressing.VIRTUAL_HOST), location.addressing());
    assertEquals("s3://tocsin/adapters", location.toString());
  }

  @Test
  void findsTheVersionOfItsOwnUri() {
    S3Location location = S3Location.parse("s3://tocsin/adapters");
    AdapterVersion version = new AdapterVersion("0197c9d2-req.1");

    assertEquals(version, location.version(location.uri(version)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://",
        "s3:///adapters",
        "s3://b",
        "s3://tocsin:9000/adapters",
        "s3://user@tocsin/adapters",
        "s3://tocsin//adapters",
        "s3://tocsin/../adapters",
        "s3://tocsin/a b",
        "s3://tocsin/a#b",
        "s3://tocsin?",
        "s3://tocsin?region",
        "s3://tocsin?region=",
        "s3://tocsin?region=a&region=b",
        "s3://tocsin?region=a/b",
        "s3://tocsin?endpoint=minio:9000",
        "s3://tocsin?endpoint=file:///tmp",
        "s3://tocsin?endpoint=http://user:secret@minio:9000",
        "s3://tocsin?endpoint=a b",
        "s3://tocsin?endpoint=%",
        "s3://tocsin?addressing=dns",
        "s3://tocsin?pathStyle=true"
      })
  void saysWhatItExpected(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> S3Location.parse(text));

    assertTrue(refusal.getMessage().contains("expected"), refusal.getMessage());
  }
}
