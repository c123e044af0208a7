package io.tocsin.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;

/** An OpenID provider as far as services ask it: where its keys are, and the keys. */
final class Issuer implements AutoCloseable {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String KEY_ID = "test";
  private static final int BITS = 2048;
  private static final int UNSIGNED = 1;

  private final HttpServer server;
  private final KeyPair keys;

  private Issuer(HttpServer server, KeyPair keys) {
    this.server = server;
    this.keys = keys;
  }

  static Issuer start() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    Issuer issuer = new Issuer(server, generator.generateKeyPair());
    issuer.serve("/.well-known/openid-configuration", issuer.configuration());
    issuer.serve("/keys", issuer.keySet());
    server.start();
    return issuer;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns a token of this issuer, good for a minute. */
  String token(String subject, String role) throws GeneralSecurityException {
    return token(subject, role, Instant.now().plusSeconds(60));
  }

  String token(String subject, String role, Instant expiry) throws GeneralSecurityException {
    String signed =
        encoded("{\"alg\": \"RS256\", \"typ\": \"JWT\", \"kid\": \"%s\"}".formatted(KEY_ID))
            + "."
            + encoded(
                """
                {"iss": "%s", "sub": "%s", "upn": "%s", "groups": ["%s"], "iat": %d, "exp": %d}
                """
                    .formatted(
                        url(),
                        subject,
                        subject,
                        role,
                        expiry.minusSeconds(120).getEpochSecond(),
                        expiry.getEpochSecond()));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(signed.getBytes(UTF_8));
    return signed + "." + BASE64.encodeToString(signature.sign());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String configuration() {
    return """
        {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "token_endpoint": "%1$s/token",
         "authorization_endpoint": "%1$s/authorize"}"""
        .formatted(url());
  }

  private String keySet() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return """
        {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}"""
        .formatted(KEY_ID, number(key.getModulus()), number(key.getPublicExponent()));
  }

  private void serve(String path, String json) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = json.getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(UTF_8));
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int first = bytes[0] == 0 ? UNSIGNED : 0;
    return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, first, bytes.length));
  }
}
