package io.tocsin.store;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A server that speaks S3 over HTTP and checks signatures and checksums; its buckets are in memory.
 */
final class S3Server {
  static final StaticCredentialsProvider CREDENTIALS = credentials("tocsin-secret");

  private final S3Proxy proxy;
  private final S3Connection connection;

  S3Server() throws Exception {
    AwsBasicCredentials known = AwsBasicCredentials.create("tocsin", "tocsin-secret");
    proxy =
        S3Proxy.builder()
            .blobStore(new TransientNio2BlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(
                AuthenticationType.AWS_V4, known.accessKeyId(), known.secretAccessKey())
            // It refuses the size that the SDK states when it completes an upload in parts.
            .ignoreUnknownHeaders(true)
            .stopTimeout(0)
            .build();
    proxy.start();
    connection = S3Connection.open(location("any", endpoint()), CREDENTIALS);
  }

  static StaticCredentialsProvider credentials(String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("tocsin", secret));
  }

  static S3Location location(String bucket, URI endpoint) {
    return new S3Location(
        bucket, "adapters", Optional.of(endpoint), Optional.of("us-east-1"), Optional.empty());
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  String newBucket() {
    String bucket = "tocsin-" + UUID.randomUUID();
    client().createBucket(request -> request.bucket(bucket)).join();
    return bucket;
  }

  List<String> keys(String bucket) {
    return client().listObjectsV2(request -> request.bucket(bucket)).join().contents().stream()
        .map(S3Object::key)
        .toList();
  }

  void write(String bucket, String key, String content) {
    client()
        .putObject(request -> request.bucket(bucket).key(key), AsyncRequestBody.fromString(content))
        .join();
  }

  void delete(String bucket, String key) {
    client().deleteObject(request -> request.bucket(bucket).key(key)).join();
  }

  private S3AsyncClient client() {
    return connection.plain();
  }

  void stop() throws Exception {
    connection.close();
    proxy.stop();
  }
}
