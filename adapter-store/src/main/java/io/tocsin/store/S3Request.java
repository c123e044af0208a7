package io.tocsin.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A request for an object: waits for its answer, and says of a failure what to do. */
record S3Request(S3Action action, String bucket, String key, S3Connection connection) {
  private static final String REGION_HEADER = "x-amz-bucket-region";

  <T> T await(CompletableFuture<T> answer) throws IOException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      // The SDK's own, thrown for a thread that was interrupted before, is an InterruptedException.
      throw root(e) instanceof InterruptedException
          ? interrupted(e.getCause())
          : explained(e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw interrupted(e);
    }
  }

  private IOException interrupted(Throwable cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException interruption = new InterruptedIOException(this + ": interrupted");
    interruption.initCause(cause);
    return interruption;
  }

  private IOException explained(Throwable failure) {
    if (failure instanceof S3Exception refusal) {
      return new S3RefusedException(this + ": " + advice(refusal), refusal);
    }
    if (!hasCredentials(connection.credentials())) {
      return new IOException(
          this
              + ": no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give the"
              + " process a role",
          failure);
    }
    Throwable root = root(failure);
    String what = root.getMessage() == null ? root.getClass().getName() : root.getMessage();
    boolean unreachable =
        root instanceof ConnectException
            || root instanceof UnknownHostException
            || root instanceof TimeoutException;
    return new IOException(
        unreachable
            ? "%s: %s cannot be reached: check endpoint and network: %s"
                .formatted(this, server(), what)
            : "%s: failed at %s: %s".formatted(this, server(), what),
        failure);
  }

  private String advice(S3Exception refusal) {
    String code = S3RefusedException.code(refusal);
    String answer = "HTTP %d %s: %s".formatted(refusal.statusCode(), code, message(refusal));
    return switch (code) {
      case "NoSuchKey" -> "expected an object of an adapter, found none";
      case "NoSuchBucket" ->
          "bucket %s does not exist at %s: create it, or correct the location"
              .formatted(bucket, server());
      case "AccessDenied" -> permission() + ": " + answer;
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken" ->
          "the credentials were refused: renew or correct them: " + answer;
      case "RequestTimeTooSkewed" -> "this machine's clock is wrong: " + answer;
      case "PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed" ->
          "the bucket lies in %s: set that region: %s".formatted(region(refusal), answer);
      case "" ->
          "expected an answer of S3, found HTTP %d without an error code: is %s an S3 endpoint?"
              .formatted(refusal.statusCode(), server());
      default -> answer;
    };
  }

  private String permission() {
    String missing =
        "not permitted: allow %s on arn:aws:s3:::%s/%s".formatted(action.permission(), bucket, key);
    return action == S3Action.READ
        ? missing
            + "; if that is allowed, there is no such object: who may not s3:ListBucket is told no"
            + " more"
        : missing;
  }

  private static String message(S3Exception refusal) {
    return refusal.awsErrorDetails() == null
        ? refusal.getMessage()
        : refusal.awsErrorDetails().errorMessage();
  }

  private static String region(S3Exception refusal) {
    return Optional.ofNullable(refusal.awsErrorDetails())
        .flatMap(details -> details.sdkHttpResponse().firstMatchingHeader(REGION_HEADER))
        .map(name -> "region " + name)
        .orElse("another region");
  }

  private String server() {
    return connection.endpoint().map(URI::toString).orElse("AWS");
  }

  private static boolean hasCredentials(AwsCredentialsProvider credentials) {
    try {
      credentials.resolveCredentials();
      return true;
    } catch (SdkClientException e) {
      return false;
    }
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  @Override
  public String toString() {
    return S3Location.SCHEME + bucket + '/' + key;
  }
}
