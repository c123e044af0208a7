package io.tocsin.store;

import java.io.IOException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A server's refusal of a request. */
final class S3RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  S3RefusedException(String message, S3Exception refusal) {
    super(message, refusal);
    this.status = refusal.statusCode();
    this.code = code(refusal);
  }

  /** Returns S3's name of an error, or nothing when what answered is not S3. */
  static String code(S3Exception refusal) {
    if (refusal.awsErrorDetails() == null || refusal.awsErrorDetails().errorCode() == null) {
      return "";
    }
    return refusal.awsErrorDetails().errorCode();
  }

  int status() {
    return status;
  }

  boolean isNoSuchKey() {
    return code.equals("NoSuchKey");
  }

  boolean isAccessDenied() {
    return code.equals("AccessDenied");
  }
}
