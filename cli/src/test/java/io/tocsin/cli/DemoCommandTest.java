package io.tocsin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
  void showsAccuracyAndTagsWhateverAnEarlierDemoLeft() throws IOException {
    Path data = Files.write(home.resolve("some.csv"), SampleRows.some(120));
    Path demo = Files.createDirectories(home.resolve(".tocsin/demo/adapter")).getParent();
    Path unfinished = Files.createDirectory(demo.resolve("adapter.unfinished"));
    Files.writeString(demo.resolve("adapter/tocsin.json"), "an older demo's");
    Files.writeString(unfinished.resolve("checkpoint.safetensors"), "a killed demo's");

    Ran ran = Ran.tocsin("demo", "--data", data.toString(), "--base", Places.TINY.toString());

    assertEquals(0, ran.exitCode(), ran::toString);
    assertTrue(ran.out().contains("accuracy"), ran::out);
    assertTrue(ran.out().lines().anyMatch(line -> line.matches(".*  [✓✗]  .*")), ran::out);
    assertTrue(Files.exists(demo.resolve("adapter/loss.svg")));
    assertFalse(Files.exists(unfinished));
  }
}
