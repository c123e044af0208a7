package io.tocsin.store;

/** What the store does to objects, with the permission it takes. */
enum S3Action {
  READ("s3:GetObject"),
  WRITE("s3:PutObject");

  private final String permission;

  S3Action(String permission) {
    this.permission = permission;
  }

  String permission() {
    return permission;
  }
}
