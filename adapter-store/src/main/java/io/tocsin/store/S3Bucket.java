package io.tocsin.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The requests that the store makes of its bucket, each waited for. */
final class S3Bucket implements AutoCloseable {
  private static final int PRECONDITION_FAILED = 412;
  private static final int NOT_IMPLEMENTED = 501;

  private final String name;
  private final S3Connection connection;

  S3Bucket(String name, S3Connection connection) {
    this.name = name;
    this.connection = connection;
  }

  /** Writes a file, in parts when it is large. What lies under the key is replaced. */
  void upload(Path file, String key) throws IOException {
    request(S3Action.WRITE, key)
        .await(connection.multipart().putObject(object(key), AsyncRequestBody.fromFile(file)));
  }

  /**
   * Writes an object unless there is one.
   *
   * @return whether it was written
   */
  boolean create(String key, String text) throws IOException {
    try {
      write(key, text, request -> request.ifNoneMatch("*"));
      return true;
    } catch (S3RefusedException e) {
      return switch (e.status()) {
        case PRECONDITION_FAILED -> false;
        case NOT_IMPLEMENTED -> createUnconditionally(key, text);
        default -> throw e;
      };
    }
  }

  /** The best that a server without conditional writes allows: between the two steps is a gap. */
  private boolean createUnconditionally(String key, String text) throws IOException {
    try {
      read(key);
      return false;
    } catch (S3RefusedException e) {
      if (!e.isNoSuchKey()) {
        throw e;
      }
      write(key, text, request -> {});
      return true;
    }
  }

  private void write(String key, String text, Consumer<PutObjectRequest.Builder> condition)
      throws IOException {
    AsyncRequestBody body = AsyncRequestBody.fromString(text);
    request(S3Action.WRITE, key)
        .await(connection.plain().putObject(object(key).andThen(condition), body));
  }

  private Consumer<PutObjectRequest.Builder> object(String key) {
    return request -> request.bucket(name).key(key);
  }

  String read(String key) throws IOException {
    return request(S3Action.READ, key)
        .await(connection.plain().getObject(existing(key), AsyncResponseTransformer.toBytes()))
        .asUtf8String();
  }

  /**
   * Reads an object if there is one that may be read. Whoever may not list a bucket is refused what
   * is not there.
   */
  Optional<String> readIfAllowed(String key) throws IOException {
    try {
      return Optional.of(read(key));
    } catch (S3RefusedException e) {
      if (e.isAccessDenied() || e.isNoSuchKey()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  void download(String key, Path file) throws IOException {
    request(S3Action.READ, key)
        .await(connection.plain().getObject(existing(key), AsyncResponseTransformer.toFile(file)));
  }

  private Consumer<GetObjectRequest.Builder> existing(String key) {
    return request -> request.bucket(name).key(key);
  }

  private S3Request request(S3Action action, String key) {
    return new S3Request(action, name, key, connection);
  }

  @Override
  public void close() {
    connection.close();
  }
}
