package io.tocsin.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK's own tool for keys, in a process: it has no programming interface. */
final class Keytool {
  private static final String ALIAS = "broker";
  private static final String PASSWORD = "TOCSIN_STORE_PASSWORD";
  private static final String VALID_DAYS = "3650";

  private Keytool() {}

  /**
   * Makes a key and a certificate that nobody else has signed.
   *
   * @param address that the certificate is for
   * @param keystore gets both, in PKCS 12
   * @param certificate gets the certificate, in PEM
   * @throws BrokerException if the tool fails
   */
  static void makeCertificate(String address, Path keystore, Path certificate, String password) {
    run(
        keystore,
        password,
        List.of(
            "-genkeypair",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-storetype",
            "PKCS12",
            "-dname",
            "CN=" + address,
            "-ext",
            "san=ip:" + address,
            "-validity",
            VALID_DAYS));
    run(keystore, password, List.of("-exportcert", "-rfc", "-file", certificate.toString()));
  }

  private static void run(Path keystore, String password, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    // Other users see a process's arguments, but not its environment.
    command.addAll(
        List.of("-alias", ALIAS, "-keystore", keystore.toString(), "-storepass:env", PASSWORD));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(PASSWORD, password);
    try {
      Process process = builder.start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new BrokerException("keytool failed: " + said);
      }
    } catch (IOException e) {
      throw new BrokerException("keytool cannot be run (%s): use a JDK".formatted(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("interrupted while keytool ran", e);
    }
  }
}
