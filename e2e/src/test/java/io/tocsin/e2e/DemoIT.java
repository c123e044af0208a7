package io.tocsin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.cli.system.LocalSystem;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.llama.data.LabelledTweet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as continuous integration sees it: without a terminal. */
final class DemoIT {
  private static final int ROWS = 400;

  @TempDir private Path folder;

  @Test
  void endsByItselfOnceTheNewVersionAnsweredAndLeavesNothingRunning() throws Exception {
    // Given labelled tweets of the user's own
    Path data = folder.resolve("tweets.jsonl");
    Files.write(data, Sample.rows().stream().limit(ROWS).map(DemoIT::line).toList());
    Path state = folder.resolve("state");

    // When
    String output = demo("--data", data.toString(), "--state", state.toString());

    // Then
    assertTrue(output.contains("400 labelled tweets"), output);
    assertTrue(output.lines().anyMatch(line -> line.matches("accuracy +\\S+ % +\\S+ %")), output);
    assertTrue(output.contains("each exactly once"), output);
    assertFalse(LocalSystem.in(new StateFolder(state)).isRunning());
  }

  private static String demo(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("demo"));
    for (String part : List.of("broker", "ingest", "trainer", "inference")) {
      command.addAll(List.of("--" + part + "-port", "0"));
    }
    command.addAll(List.of(arguments));
    Process process =
        Commands.process(command.toArray(String[]::new)).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  private static String line(LabelledTweet row) {
    return Sample.json(Map.of("id", row.id(), "text", row.text(), "label", row.category()));
  }
}
