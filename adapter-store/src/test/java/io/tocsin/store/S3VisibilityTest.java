package io.tocsin.store;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An adapter is in S3 whole or not at all, whoever else writes and whatever fails. */
final class S3VisibilityTest extends S3StoreFixture {
  private static final int THREE_PARTS = 20_000_000;

  private static boolean writesManifest(S3Call call) {
    return call.operation().equals("PutObject") && call.path().endsWith("/manifest");
  }

  @Test
  void writesTheManifestLast() throws IOException {
    store().put("a-1", folder);

    assertTrue(writesManifest(gateway.calls().getLast()), gateway.calls().toString());
    assertEquals(3, server.keys(bucket).size());
  }

  @Test
  void sendsLargeFilesInParts() throws IOException {
    Path large = adapter("large", THREE_PARTS);

    StoredAdapter stored = store().put("a-1", large);

    assertEquals(3, gateway.operations().stream().filter("UploadPart"::equals).count());
    assertEquals(stored.digest(), FolderDigest.of(store().fetch(stored.uri(), stored.digest())));
  }

  @Test
  void showsNothingOfAnAdapterThatFailedHalfway() throws IOException {
    Path large = adapter("large", THREE_PARTS);
    URI uri = URI.create("s3://" + bucket + "/adapters/a-1");
    FolderDigest digest = FolderDigest.of(large);
    gateway.follow(
        S3Rule.instead(
            call -> call.query().contains("partNumber=2"), S3Answer.error(400, "InvalidPart")));

    assertThrows(IOException.class, () -> store().put("a-1", large));

    assertThrows(IOException.class, () -> storeOfAnotherProcess().fetch(uri, digest));
    await().until(() -> gateway.operations().contains("AbortMultipartUpload"));
  }

  @Test
  void storesWhatFailedHalfwayBefore() throws IOException {
    gateway.follow(
        S3Rule.instead(S3VisibilityTest::writesManifest, S3Answer.error(400, "InvalidRequest")));
    assertThrows(IOException.class, () -> store().put("a-1", folder));
    gateway.follow(S3Rule.forward());

    StoredAdapter stored = store().put("a-1", folder);

    assertEquals(stored.digest(), FolderDigest.of(store().fetch(stored.uri(), stored.digest())));
  }

  @Test
  void refusesOtherFilesOfASlowerWriterAndKeepsTheFirst() throws IOException {
    Path others = adapter("others", 18);
    AtomicReference<StoredAdapter> first = new AtomicReference<>();
    gateway.follow(
        (call, server) -> {
          if (writesManifest(call)) {
            first.set(storeOfAnotherProcess().put("a-1", others));
          }
          return server.ask();
        });

    FileAlreadyExistsException refusal =
        assertThrows(FileAlreadyExistsException.class, () -> store().put("a-1", folder));

    FolderDigest kept = first.get().digest();
    assertTrue(refusal.getMessage().contains(kept.hex()), refusal.getMessage());
    assertEquals(kept, FolderDigest.of(store().fetch(first.get().uri(), kept)));
  }

  @Test
  void agreesWithAnotherWriterOfTheSameFiles() throws IOException {
    gateway.follow(
        (call, server) -> {
          if (writesManifest(call)) {
            storeOfAnotherProcess().put("a-1", folder);
          }
          return server.ask();
        });

    StoredAdapter stored = store().put("a-1", folder);

    assertEquals(FolderDigest.of(folder), stored.digest());
  }

  @Test
  void repeatsAWriteWhoseAnswerWasLost() throws IOException {
    AtomicReference<S3Call> lost = new AtomicReference<>();
    gateway.follow(
        (call, server) -> {
          S3Answer answer = server.ask();
          return writesManifest(call) && lost.compareAndSet(null, call)
              ? S3Answer.error(500, "InternalError")
              : answer;
        });

    StoredAdapter stored = store().put("a-1", folder);

    assertEquals(FolderDigest.of(folder), stored.digest());
  }

  @Test
  void repeatsAWriteThatMetAnother() throws IOException {
    gateway.follow(
        S3Rule.insteadOnce(
            S3VisibilityTest::writesManifest, S3Answer.error(409, "ConditionalRequestConflict")));

    StoredAdapter stored = store().put("a-1", folder);

    assertEquals(FolderDigest.of(folder), stored.digest());
  }

  @Test
  void writesAfterLookingWhereConditionsAreNotImplemented() throws IOException {
    Path others = adapter("others", 18);
    gateway.follow(
        S3Rule.insteadOnce(
            S3VisibilityTest::writesManifest, S3Answer.error(501, "NotImplemented")));

    StoredAdapter stored = store().put("a-1", folder);

    assertThrows(FileAlreadyExistsException.class, () -> store().put("a-1", others));
    assertEquals(FolderDigest.of(folder), stored.digest());
  }

  @Test
  void doesNotWriteWhereItCanNeitherLookNorSetACondition() {
    gateway.follow(
        (call, server) ->
            writesManifest(call)
                ? S3Answer.error(501, "NotImplemented")
                : S3Rule.permit(Set.of("s3:GetObject", "s3:PutObject")).answer(call, server));

    IOException refusal = assertThrows(IOException.class, () -> store().put("a-1", folder));

    assertTrue(refusal.getMessage().contains("s3:ListBucket"), refusal.getMessage());
    assertFalse(server.keys(bucket).contains("adapters/a-1/manifest"));
  }

  @Test
  void uploadsNothingTwice() throws IOException {
    store().put("a-1", folder);
    int before = gateway.calls().size();

    store().put("a-1", folder);

    assertEquals(before + 1, gateway.calls().size());
  }
}
