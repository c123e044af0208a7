package io.tocsin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  private record Answer(int exitCode, String text) {}

  @Test
  void hasSoundSyntax() throws Exception {
    Answer answer = run(Places.ROOT, "bash", "-n", "tocsin");

    assertEquals(new Answer(0, ""), answer);
  }

  @Test
  void findsJavaAndItsCheckoutThroughALink(@TempDir Path elsewhere) throws Exception {
    Path link = Files.createSymbolicLink(elsewhere.resolve("t"), Places.ROOT.resolve("tocsin"));

    // Maven answers its version in place of building.
    Answer answer = run(elsewhere, link.toString(), "test", "--version");

    assertEquals(0, answer.exitCode(), answer::text);
    assertTrue(answer.text().contains("Apache Maven"), answer::text);
    assertTrue(answer.text().matches("(?s).*Java version: (2[5-9]|[3-9]\\d).*"), answer::text);
  }

  private static Answer run(Path folder, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), text);
  }
}
