package io.tocsin.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The store in S3 keeps to what every store keeps to, against a server that checks signatures. */
final class S3StoreTest extends AdapterStoreContract {
  private static S3Server server;

  @TempDir Path cache;
  private final List<S3Store> opened = new ArrayList<>();

  @BeforeAll
  static void startServer() throws Exception {
    server = new S3Server();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.stop();
  }

  @Override
  AdapterStore store() {
    S3Location location = S3Server.location(server.newBucket(), server.endpoint());
    S3Store store = new S3Store(location, cache.resolve("adapters"), S3Server.CREDENTIALS);
    opened.add(store);
    return store;
  }

  @AfterEach
  void close() {
    opened.forEach(S3Store::close);
  }
}
