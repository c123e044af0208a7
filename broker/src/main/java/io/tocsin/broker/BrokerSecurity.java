package io.tocsin.broker;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * What it takes to let clients in by name and password only (SASL/SCRAM-SHA-512), over TLS, to what
 * they were granted. The first start makes it all: a certificate of its own, and the password of
 * the user {@code admin}, who may do everything and so creates the others.
 *
 * @param directory for these files, readable by their owner only
 * @param settings Kafka's of a broker, which override ours
 */
public record BrokerSecurity(Path directory, Map<String, String> settings) {
  /** Who may do everything. */
  static final String ADMIN = "admin";

  private static final String OWNER_ONLY = "rwx------";

  public BrokerSecurity {
    directory = directory.toAbsolutePath().normalize();
    settings = Map.copyOf(settings);
  }

  /** Returns what is usual. */
  public static BrokerSecurity in(Path directory) {
    return new BrokerSecurity(directory, Map.of());
  }

  /** Returns the certificate that clients trust, in PEM. */
  Path certificate() {
    return directory.resolve("certificate.pem");
  }

  /** Returns the administrator's settings for Kafka's clients, a properties file. */
  Path adminSettings() {
    return directory.resolve("admin.properties");
  }

  /** Returns a user's settings for Kafka's clients, but for where the broker is. */
  public Map<String, String> clientSettings(String user, String password) {
    return Map.of(
        "security.protocol", "SASL_SSL",
        "sasl.mechanism", "SCRAM-SHA-512",
        "sasl.jaas.config",
            "%s required username=\"%s\" password=\"%s\";"
                .formatted(ScramLoginModule.class.getName(), user, password),
        "ssl.truststore.type", "PEM",
        "ssl.truststore.location", certificate().toString());
  }

  /** Returns how the administrator connects to the broker that was started with these files. */
  public Map<String, Object> adminConnection() {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(adminSettings())) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Object> connection = new HashMap<>();
    properties.forEach((name, value) -> connection.put((String) name, value));
    return connection;
  }

  /** Makes what is not there yet, and returns the broker's settings. */
  Map<String, String> prepare() {
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
      Path secret = directory.resolve("password");
      if (!Files.exists(secret)) {
        Files.writeString(secret, RandomPassword.next());
      }
      Path keystore = directory.resolve("keystore.p12");
      if (!Files.exists(certificate())) {
        Files.deleteIfExists(keystore); // of a start that was interrupted
        Keytool.makeCertificate(FreePort.HOST, keystore, certificate(), password());
      }
      return Map.of(
          "ssl.keystore.type", "PKCS12",
          "ssl.keystore.location", keystore.toString(),
          "ssl.keystore.password", password());
    } catch (IOException e) {
      throw new BrokerException("%s cannot be used (%s)".formatted(directory, e), e);
    }
  }

  /** Returns the administrator's password, which protects the key too. */
  String password() {
    try {
      return Files.readString(directory.resolve("password"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the administrator's settings for a broker that runs. */
  void writeAdminSettings(String bootstrapServers) {
    Properties properties = new Properties();
    properties.putAll(clientSettings(ADMIN, password()));
    properties.put("bootstrap.servers", bootstrapServers);
    try (Writer writer = Files.newBufferedWriter(adminSettings())) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
