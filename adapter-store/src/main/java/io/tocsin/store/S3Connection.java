package io.tocsin.store;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Clients of one server, over one pool of connections.
 *
 * @param plain sends each request as it is
 * @param multipart sends what is large in parts. It is for uploads only: it also reads in parts,
 *     which some servers beside AWS refuse
 * @param endpoint that was set, here or in the SDK's own settings; empty for AWS's
 */
record S3Connection(
    S3AsyncClient plain,
    S3AsyncClient multipart,
    SdkAsyncHttpClient http,
    AwsCredentialsProvider credentials,
    Optional<URI> endpoint)
    implements AutoCloseable {
  /** For one request with its repetitions: a server that drips must not hold us for ever. */
  private static final Duration LONGEST_REQUEST = Duration.ofMinutes(15);

  /** The pool now and then misses that a connection was refused, and waits this long for it. */
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

  /** As S3 answers a conditional write that met another; it asks for a repetition. */
  private static final int CONFLICT = 409;

  static S3Connection open(S3Location location, AwsCredentialsProvider credentials) {
    SdkAsyncHttpClient http =
        NettyNioAsyncHttpClient.builder().connectionAcquisitionTimeout(LONGEST_CONNECT).build();
    try {
      Optional<URI> endpoint = location.endpoint().or(() -> endpointOfSdk(location, http));
      S3Addressing usual = endpoint.isPresent() ? S3Addressing.PATH : S3Addressing.VIRTUAL_HOST;
      S3AsyncClientBuilder builder =
          builder(location, http)
              .credentialsProvider(credentials)
              .forcePathStyle(location.addressing().orElse(usual) == S3Addressing.PATH);
      S3AsyncClient plain = builder.build();
      return new S3Connection(
          plain, builder.multipartEnabled(true).build(), http, credentials, endpoint);
    } catch (SdkClientException e) {
      http.close();
      throw new IllegalArgumentException(
          location
              + ": expected a region: add ?region=NAME or set AWS_REGION; servers beside AWS mostly"
              + " take us-east-1: "
              + e.getMessage(),
          e);
    }
  }

  /** The SDK looks for an endpoint in several places, and tells only by a client that it built. */
  private static Optional<URI> endpointOfSdk(S3Location location, SdkAsyncHttpClient http) {
    try (S3AsyncClient client = builder(location, http).build()) {
      return client.serviceClientConfiguration().endpointOverride();
    }
  }

  private static S3AsyncClientBuilder builder(S3Location location, SdkAsyncHttpClient http) {
    S3AsyncClientBuilder builder =
        S3AsyncClient.builder()
            .httpClient(http)
            .overrideConfiguration(
                settings ->
                    settings
                        .apiCallTimeout(LONGEST_REQUEST)
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .retryOnException(S3Connection::isConflict)
                                .build()));
    location.endpoint().ifPresent(builder::endpointOverride);
    location.region().map(Region::of).ifPresent(builder::region);
    return builder;
  }

  private static boolean isConflict(Throwable failure) {
    return failure instanceof S3Exception refusal && refusal.statusCode() == CONFLICT;
  }

  @Override
  public void close() {
    plain.close();
    multipart.close();
    http.close();
  }
}
