package io.tocsin.store;

import java.net.URI;

/** A request for an object, and what the documentation calls it. */
record S3Call(String method, String path, String query) {
  static S3Call of(String method, URI uri) {
    return new S3Call(method, uri.getPath(), uri.getQuery() == null ? "" : uri.getQuery());
  }

  String operation() {
    return switch (method) {
      case "GET" -> "GetObject";
      case "PUT" -> query.contains("partNumber=") ? "UploadPart" : "PutObject";
      case "POST" ->
          query.contains("uploadId=") ? "CompleteMultipartUpload" : "CreateMultipartUpload";
      case "DELETE" -> query.contains("uploadId=") ? "AbortMultipartUpload" : "DeleteObject";
      default -> method;
    };
  }

  /** The permission that S3 demands for it. */
  String permission() {
    return switch (operation()) {
      case "PutObject", "UploadPart", "CreateMultipartUpload", "CompleteMultipartUpload" ->
          "s3:PutObject";
      default -> "s3:" + operation();
    };
  }
}
