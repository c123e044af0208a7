package io.tocsin.trainer.process;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket in a server that speaks S3, behind a line on which a request can be made to hang. */
final class Bucket implements AutoCloseable {
  static final String USER = "tocsin";
  static final String PASSWORD = "tocsin-secret";
  private static final String NAME = "adapters";

  private final S3Proxy server;
  private final S3AsyncClient client;
  private final HangingLine line;

  private Bucket(S3Proxy server) throws Exception {
    this.server = server;
    server.start();
    client =
        S3AsyncClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, PASSWORD)))
            .forcePathStyle(true)
            .build();
    client.createBucket(request -> request.bucket(NAME)).join();
    line = HangingLine.to(server.getPort());
  }

  static Bucket start() throws Exception {
    return new Bucket(
        S3Proxy.builder()
            .blobStore(new TransientNio2BlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, USER, PASSWORD)
            .ignoreUnknownHeaders(true)
            .stopTimeout(0)
            .build());
  }

  /** Returns it as the setting of the trainer names it. */
  String location() {
    return "s3://%s/tests?endpoint=http://127.0.0.1:%d&region=us-east-1"
        .formatted(NAME, line.port());
  }

  HangingLine line() {
    return line;
  }

  /** Returns the names of a version's objects that are there. */
  List<String> names(String version) {
    return client
        .listObjectsV2(request -> request.bucket(NAME).prefix("tests/" + version + "/"))
        .join()
        .contents()
        .stream()
        .map(S3Object::key)
        .map(key -> key.substring(key.lastIndexOf('/') + 1))
        .toList();
  }

  @Override
  public void close() throws IOException {
    line.close();
    client.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
