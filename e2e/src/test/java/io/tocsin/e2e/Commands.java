package io.tocsin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.messaging.message.MessageJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands as a user types them, each in a process of its own. */
final class Commands {
  private Commands() {}

  /** Returns a command's process, not started yet. */
  static ProcessBuilder process(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtocsin.home=" + Systems.HOME,
                "-jar",
                Systems.HOME.resolve("cli/target/cli.jar").toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** Runs a command that succeeds, with {@code --json}, and returns what it writes. */
  static JsonNode json(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = process(arguments);
    builder.command().add("--json");
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return MessageJson.mapper().readTree(output);
  }
}
