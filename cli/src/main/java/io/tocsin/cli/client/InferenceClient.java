package io.tocsin.cli.client;

import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Required;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An inference service, asked outside the stream. */
public final class InferenceClient {
  private static final String METRICS = "/q/metrics";
  private static final String ACTIVE = "active";
  private static final Pattern BUCKET =
      Pattern.compile("(?<name>\\w+)_bucket\\{.*le=\"(?<bound>[^\"]+)\".*} (?<count>\\S+)");

  private final ServiceHttp http;

  public InferenceClient(URI service, ServiceKey key) {
    this.http = new ServiceHttp(service, key);
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

  /**
   * Where rollouts stand on a replica.
   *
   * @param inForce the newest that counts
   * @param served who answers
   * @param pending versions that it waits for
   * @param refused versions that must not serve, with the reasons
   * @param trouble why the adapter store cannot be read just now
   */
  @Contract
  public record Rollouts(
      String baseFingerprint,
      Optional<InForce> inForce,
      Optional<Served> served,
      List<String> pending,
      Map<String, String> refused,
      Optional<String> trouble) {}

  /** A rollout by its offset. */
  @Contract
  public record InForce(@Required long offset) {}

  /**
   * Who answers.
   *
   * @param versions by role
   */
  @Contract
  public record Served(Optional<Long> rolloutOffset, Map<String, String> versions) {}

  /**
   * Returns where rollouts stand.
   *
   * @throws ServiceException if nobody answers, or the base is still being loaded
   */
  public Rollouts rollouts() {
    return http.get("/rollout", Rollouts.class);
  }

  /** Returns the version that answers. */
  public Optional<String> activeVersion() {
    return rollouts().served().map(served -> served.versions().get(ACTIVE));
  }

  /**
   * Returns a metric of the service.
   *
   * @param name as Prometheus has it; of several with other labels the sum
   */
  public double metric(String name) {
    return metric(name, "");
  }

  /**
   * Returns a metric of the service.
   *
   * @param name as Prometheus has it; of several that have the label the sum
   * @param label such as {@code area="heap"}; empty for whatever labels
   */
  public double metric(String name, String label) {
    String all = new String(http.get(METRICS), StandardCharsets.UTF_8);
    return all.lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .filter(line -> line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /**
   * Returns a bound that a share of a histogram's values does not exceed: that of the first bucket
   * which holds so many.
   *
   * @param name as Prometheus has it, without {@code _bucket}
   */
  public double quantileBound(String name, double share) {
    double wanted = share * metric(name + "_count");
    String all = new String(http.get(METRICS), StandardCharsets.UTF_8);
    return all.lines()
        .map(line -> BUCKET.matcher(line))
        .filter(line -> line.matches() && line.group("name").equals(name))
        .filter(line -> Double.parseDouble(line.group("count")) >= wanted)
        .map(line -> line.group("bound"))
        .mapToDouble(bound -> bound.equals("+Inf") ? Double.MAX_VALUE : Double.parseDouble(bound))
        .min()
        .orElse(Double.MAX_VALUE);
  }
}
