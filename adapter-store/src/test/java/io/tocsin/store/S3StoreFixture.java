package io.tocsin.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** A server, a gateway before it, an empty bucket and an adapter. */
abstract class S3StoreFixture {
  static S3Server server;

  @TempDir Path temporary;
  S3Gateway gateway;
  String bucket;
  Path folder;
  private final List<S3Store> opened = new ArrayList<>();
  private S3Store behindGateway;
  private S3Store ofAnotherProcess;

  @BeforeAll
  static void startServer() throws Exception {
    server = new S3Server();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.stop();
  }

  @BeforeEach
  void fill() throws IOException {
    gateway = new S3Gateway(server.endpoint());
    bucket = server.newBucket();
    folder = adapter("adapter", 17);
  }

  @AfterEach
  void close() {
    opened.forEach(S3Store::close);
    gateway.stop();
  }

  /** An adapter with weights of that many bytes; the same name gives the same bytes. */
  Path adapter(String name, int bytes) throws IOException {
    Path made = Files.createDirectory(temporary.resolve(name));
    byte[] weights = new byte[bytes];
    new Random(name.hashCode()).nextBytes(weights);
    Files.write(made.resolve("adapter_model.safetensors"), weights);
    Files.writeString(made.resolve("adapter_config.json"), "{\"r\": 16}");
    return made;
  }

  Path cache() {
    return temporary.resolve("cache");
  }

  /** The store behind the gateway. */
  S3Store store() {
    if (behindGateway == null) {
      behindGateway = store(bucket, gateway.endpoint(), S3Server.CREDENTIALS);
    }
    return behindGateway;
  }

  /** A store that asks the server itself. */
  S3Store storeOfAnotherProcess() {
    if (ofAnotherProcess == null) {
      ofAnotherProcess = store(bucket, server.endpoint(), S3Server.CREDENTIALS);
    }
    return ofAnotherProcess;
  }

  S3Store store(String ofBucket, URI endpoint, AwsCredentialsProvider credentials) {
    S3Store store = new S3Store(S3Server.location(ofBucket, endpoint), cache(), credentials);
    opened.add(store);
    return store;
  }
}
