package io.tocsin.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  @Test
  void goesOnAfterAKillAndComesToTheSameAdapter(@TempDir Path work) throws Exception {
    Path data = work.resolve("some.csv");
    Files.write(data, SampleRows.some(100));
    Path killed = work.resolve("killed");
    Path whole = work.resolve("whole");
    killAfterAnEpoch(finetune(data, killed));
    assertFalse(Files.exists(killed));

    Ran resumed = Ran.tocsin(finetune(data, killed));

    assertEquals(0, resumed.exitCode(), resumed::toString);
    assertTrue(resumed.out().contains("resume"), resumed::out);
    assertFalse(resumed.err().contains("epoch 1:"), resumed::err);
    assertEquals(0, Ran.tocsin(finetune(data, whole)).exitCode());
    assertArrayEquals(weights(whole), weights(killed));
  }

  private static String[] finetune(Path data, Path out) {
    return new String[] {
      "model", "finetune", "--data", data.toString(), "--out", out.toString(), "--epochs", "2"
    };
  }

  private static void killAfterAnEpoch(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dtocsin.home=" + Places.ROOT,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader lines = process.errorReader()) {
      String line = lines.readLine();
      while (line != null && !line.startsWith("epoch 1:")) {
        line = lines.readLine();
      }
      assertTrue(line != null, "the run ended before its first epoch");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static byte[] weights(Path adapter) throws IOException {
    return Files.readAllBytes(adapter.resolve("adapter_model.safetensors"));
  }
}
