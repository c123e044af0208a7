package io.tocsin.cli.client;

import java.util.ArrayList;
import java.util.List;

/** Answers to uploads, as the ingest service words them. */
final class LineAnswers {
  private LineAnswers() {}

  static List<String> allAccepted(List<String> lines) {
    return accepted(lines, lines.size());
  }

  /** Returns answers after which so many lines were taken, and Kafka then failed. */
  static List<String> failedAfter(List<String> lines, int taken) {
    List<String> answers = new ArrayList<>(accepted(lines, taken));
    answers.removeLast();
    answers.add(
        "{\"status\":\"failed\",\"line\":%d,\"reason\":\"Kafka is away\"}".formatted(taken + 1));
    answers.add(
        "{\"status\":\"incomplete\",\"reason\":\"Kafka is away\",\"lines\":%d}"
            .formatted(taken + 1));
    return answers;
  }

  /** Returns answers of which the first line's is a refusal. */
  static List<String> firstRejected(List<String> lines) {
    List<String> answers = new ArrayList<>(accepted(lines, lines.size()));
    answers.set(0, "{\"status\":\"rejected\",\"line\":1,\"reason\":\"text: too long\"}");
    return answers;
  }

  private static List<String> accepted(List<String> lines, int taken) {
    List<String> answers = new ArrayList<>();
    for (int line = 1; line <= taken; line++) {
      answers.add(
          "{\"status\":\"accepted\",\"line\":%d,\"id\":\"x\",\"partition\":0,\"offset\":7}"
              .formatted(line));
    }
    answers.add("{\"status\":\"complete\",\"lines\":%d,\"new\":1}".formatted(lines.size()));
    return answers;
  }
}
