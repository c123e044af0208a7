package io.tocsin.cli.client;

import io.tocsin.contracts.Contract;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An inference service, asked outside the stream. */
public final class InferenceClient {
  private static final String METRICS = "/q/metrics";
  private static final String ACTIVE = "active";

  private final ServiceHttp http;

  public InferenceClient(URI service) {
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

  @Contract
  private record Rollouts(Optional<Served> served) {}

  @Contract
  private record Served(Map<String, String> versions) {}

  /** Returns the version that answers. */
  public Optional<String> activeVersion() {
    return http.get("/rollout", Rollouts.class)
        .served()
        .map(served -> served.versions().get(ACTIVE));
  }

  /**
   * Returns a metric of the service.
   *
   * @param name as Prometheus has it; of several with other labels the sum
   */
  public double metric(String name) {
    String all = new String(http.get(METRICS), StandardCharsets.UTF_8);
    return all.lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
