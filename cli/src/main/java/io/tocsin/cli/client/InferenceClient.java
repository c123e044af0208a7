package io.tocsin.cli.client;

import io.tocsin.contracts.Contract;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An inference service, asked outside the stream. */
final class InferenceClient {
  private final ServiceHttp http;

  InferenceClient(URI service) {
    this.http = new ServiceHttp(service);
  }

  @Contract
  private record Question(List<Text> tweets) {}

  @Contract
  private record Text(String text) {}

  /** What the active adapter says. */
  @Contract
  record Answer(
      String adapterVersion,
      Optional<Long> rolloutOffset,
      String baseFingerprint,
      List<Classified> classifications) {}

  /** What it says of one text. */
  @Contract
  record Classified(String category, double probability, Map<String, Double> logits, int tokens) {}

  /** Returns the answer for texts, in their order. */
  Answer classify(List<String> texts) {
    return http.post(
        "/classify", new Question(texts.stream().map(Text::new).toList()), Answer.class);
  }
}
