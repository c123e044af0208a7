package io.tocsin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"random-llama3", "random-llama32-ropescaling"})
  void passesOnAFolderWithItsOwnBase(String name) {
    Ran ran = Ran.tocsin("model", "check", Places.GOLDEN.resolve(name).toString());

    assertEquals(0, ran.exitCode(), ran::toString);
    assertTrue(ran.out().contains("passed"), ran::out);
    assertTrue(ran.out().contains("no tokenizer.json"), ran::out);
  }

  @Test
  void passesOnAGivenBaseWithItsTokenizer() throws IOException {
    String golden = Places.GOLDEN.resolve("tiny-base").toString();

    Ran ran = Ran.tocsin("model", "check", golden, "--base", Places.TINY.toString(), "--json");

    assertEquals(0, ran.exitCode(), ran::toString);
    assertTrue(ran.json().get("passed").booleanValue());
    assertEquals("EQUAL", ran.json().get("tokens").textValue());
    assertTrue(ran.json().get("gradients").doubleValue() < ran.json().get("bound").doubleValue());
  }

  @Test
  void failsOnADamagedFolder(@TempDir Path copy) throws IOException {
    copy(Places.GOLDEN.resolve("random-llama3"), copy);
    changeOneLogit(copy.resolve("golden.json"));

    Ran ran = Ran.tocsin("model", "check", copy.toString());

    assertEquals(1, ran.exitCode(), ran::toString);
    assertTrue(ran.out().contains("TOO LARGE"), ran::out);
  }

  @Test
  void saysWhichBaseIsMissing() {
    Ran ran = Ran.tocsin("model", "check", Places.GOLDEN.resolve("tiny-base").toString());

    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("--base models/tiny-llama3"), ran::err);
  }

  private static void changeOneLogit(Path goldenJson) throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    JsonNode golden = mapper.readTree(goldenJson.toFile());
    ArrayNode row = (ArrayNode) ((ObjectNode) golden).withArray("logits").get(3);
    row.set(1, row.get(1).doubleValue() + 0.01);
    mapper.writeValue(goldenJson.toFile(), golden);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
