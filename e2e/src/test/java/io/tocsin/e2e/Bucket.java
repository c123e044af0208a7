package io.tocsin.e2e;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * A bucket in a server that speaks S3, with the credentials that this process and its children
 * have.
 */
final class Bucket {
  private static final String NAME = "adapters";

  private final S3Proxy server;

  private Bucket(S3Proxy server) {
    this.server = server;
  }

  static Bucket start() throws Exception {
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new TransientNio2BlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(
                AuthenticationType.AWS_V4,
                System.getenv("AWS_ACCESS_KEY_ID"),
                System.getenv("AWS_SECRET_ACCESS_KEY"))
            // It refuses the size that the SDK states when it completes an upload in parts.
            .ignoreUnknownHeaders(true)
            .stopTimeout(0)
            .build();
    server.start();
    Bucket bucket = new Bucket(server);
    bucket.create();
    return bucket;
  }

  /** Returns it as the setting of the services names it. */
  String location() {
    return "s3://%s/e2e?endpoint=%s&region=us-east-1".formatted(NAME, endpoint());
  }

  void stop() throws Exception {
    server.stop();
  }

  private void create() {
    try (S3AsyncClient client =
        S3AsyncClient.builder()
            .endpointOverride(endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .build()) {
      client.createBucket(request -> request.bucket(NAME)).join();
    }
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }
}
