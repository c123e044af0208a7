package io.tocsin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActiveLearningCommandTest {
  @Test
  void trainsByEachOrderFromTheSameFirstLabels() throws IOException {
    Ran ran = run("--labels", "80", "--json");
    JsonNode points = ran.json().at("/points");
    List<String> found = new ArrayList<>();
    points.forEach(
        point -> found.add(point.at("/order").asText() + " " + point.at("/labels").asInt()));

    assertEquals(
        List.of("random 40", "random 80", "uncertain 40", "uncertain 80"), found, ran::err);
    assertEquals(
        points.get(0).at("/accuracy").doubleValue(), points.get(2).at("/accuracy").doubleValue());
    assertTrue(ran.err().contains("training 4 of 4: uncertain first, seed 7, 80 labels"), ran::err);
  }

  @Test
  void refusesMoreLabelsThanThereAreTweets() throws IOException {
    Ran ran = run("--labels", "5000");

    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("--labels: expected 1,14"), ran::err);
  }

  private static Ran run(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "model",
                "active-learning",
                "--data",
                Places.SAMPLE.toString(),
                "--orders",
                "random,uncertain",
                "--seeds",
                "7",
                "--first",
                "40",
                "--every",
                "40"));
    arguments.addAll(List.of(options));
    return Ran.tocsin(arguments.toArray(String[]::new));
  }
}
