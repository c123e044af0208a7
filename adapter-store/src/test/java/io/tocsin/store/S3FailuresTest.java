package io.tocsin.store;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A failure says what was expected, what was found and what to do. */
final class S3FailuresTest extends S3StoreFixture {
  /** As in the documentation of the store. */
  private static final Set<String> TRAINER =
      Set.of("s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload");

  private static final Set<String> INFERENCE = Set.of("s3:GetObject");

  private void assertRefused(S3Store store, String... parts) {
    IOException refusal = assertThrows(IOException.class, () -> store.put("a-1", folder));
    assertAll(
        Arrays.stream(parts)
            .map(part -> () -> assertTrue(refusal.getMessage().contains(part), refusal::toString)));
  }

  @Test
  void takesNoMorePermissionsThanAreWrittenDown() throws IOException {
    Path large = adapter("large", 9_000_000);
    gateway.follow(S3Rule.permit(TRAINER));
    StoredAdapter stored = store().put("a-1", large);
    gateway.follow(S3Rule.permit(INFERENCE));

    Path fetched = store().fetch(stored.uri(), stored.digest());

    assertEquals(stored.digest(), FolderDigest.of(fetched));
  }

  @Test
  void saysThatItMayNotWrite() {
    gateway.follow(S3Rule.permit(INFERENCE));

    assertRefused(store(), "s3:PutObject", "arn:aws:s3:::" + bucket + "/adapters/a-1/");
  }

  @Test
  void saysThatItMayNotRead() throws IOException {
    StoredAdapter stored = store().put("a-1", folder);
    gateway.follow(S3Rule.permit(Set.of()));

    IOException refusal =
        assertThrows(IOException.class, () -> store().fetch(stored.uri(), stored.digest()));

    assertTrue(refusal.getMessage().contains("s3:GetObject"), refusal.getMessage());
  }

  @Test
  void saysThatTheBucketIsMissing() {
    S3Store store = store("no-such-bucket", gateway.endpoint(), S3Server.CREDENTIALS);

    assertRefused(store, "no-such-bucket", "does not exist", gateway.endpoint().toString());
  }

  @Test
  void saysThatCredentialsAreWrong() {
    S3Store store = store(bucket, server.endpoint(), S3Server.credentials("guessed"));

    assertRefused(store, "credentials were refused", "SignatureDoesNotMatch");
  }

  @Test
  void saysThatCredentialsAreMissing() {
    AwsCredentialsProvider none =
        () -> {
          throw SdkClientException.create("none here");
        };

    assertRefused(store(bucket, gateway.endpoint(), none), "no credentials", "AWS_ACCESS_KEY_ID");
  }

  @Test
  void saysThatNobodyListens() throws IOException {
    URI nowhere;
    try (ServerSocket free = new ServerSocket(0)) {
      nowhere = URI.create("http://127.0.0.1:" + free.getLocalPort());
    }

    assertRefused(
        store(bucket, nowhere, S3Server.CREDENTIALS), nowhere.toString(), "cannot be reached");
  }

  @Test
  void saysThatWhatAnswersIsNotS3() {
    S3Answer page =
        S3Answer.text(404, Map.of("Content-Type", List.of("text/html")), "<h1>Welcome</h1>");
    gateway.follow((call, server) -> page);

    assertRefused(store(), "HTTP 404", "is " + gateway.endpoint() + " an S3 endpoint?");
  }

  @Test
  void saysWhereTheBucketLies() {
    S3Answer elsewhere =
        S3Answer.error(
            301, "PermanentRedirect", Map.of("x-amz-bucket-region", List.of("eu-central-1")));
    gateway.follow((call, server) -> elsewhere);

    assertRefused(store(), "region eu-central-1");
  }

  @Test
  void repeatsWhatAServerFailedAt() throws IOException {
    gateway.follow(
        S3Rule.insteadOnce(
            call -> call.path().endsWith("safetensors"), S3Answer.error(500, "InternalError")));

    StoredAdapter stored = store().put("a-1", folder);

    assertEquals(stored.digest(), FolderDigest.of(store().fetch(stored.uri(), stored.digest())));
  }

  @Test
  void givesUpOnAServerThatKeepsFailing() {
    gateway.follow((call, server) -> S3Answer.error(500, "InternalError"));

    assertRefused(store(), "HTTP 500", "InternalError");
    assertEquals(3, gateway.calls().size());
  }

  @Test
  void stopsWhenInterrupted() {
    S3Store store = store();
    Thread.currentThread().interrupt();

    assertThrows(InterruptedIOException.class, () -> store.put("a-1", folder));

    assertTrue(Thread.interrupted());
  }
}
