package io.tocsin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  private static final String HOME = "tocsin.home";

  @TempDir private Path home;
  private String before;

  @BeforeEach
  void moveHome() {
    before = System.getProperty(HOME);
    System.setProperty(HOME, home.toString());
  }

  @AfterEach
  void moveBack() {
    System.setProperty(HOME, before);
  }

  @Test
  void showsAccuracyAndTagsAgainAndAgain() throws IOException {
    Path data = Files.write(home.resolve("some.csv"), SampleRows.some(150));
    Path unfinished = home.resolve(".tocsin/demo/adapter.unfinished/checkpoint.safetensors");
    Files.createDirectories(unfinished.getParent());
    Files.writeString(unfinished, "what a killed demo of an older version left behind");

    for (int time = 0; time < 2; time++) {
      Ran ran = Ran.tocsin("demo", "--data", data.toString(), "--base", Places.TINY.toString());

      assertEquals(0, ran.exitCode(), ran::toString);
      assertTrue(ran.out().contains("accuracy"), ran::out);
      assertEquals(12, ran.out().lines().filter(line -> line.matches(".*  [✓✗]  .*")).count());
      assertTrue(Files.exists(home.resolve(".tocsin/demo/adapter/loss.svg")));
    }
  }
}
