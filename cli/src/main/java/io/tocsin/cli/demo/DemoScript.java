package io.tocsin.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.cli.client.FollowedTraining;
import io.tocsin.cli.client.IngestClient;
import io.tocsin.cli.client.LabelledUpload;
import io.tocsin.cli.client.PublishedAdapter;
import io.tocsin.cli.client.ServiceKey;
import io.tocsin.cli.client.TrainingStream;
import io.tocsin.cli.evaluate.Figures;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.system.Endpoints;
import io.tocsin.cli.tag.Tag;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.cli.tag.TaggedRows;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.UntrainedHead;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.data.Part;
import io.tocsin.llama.data.Parts;
import io.tocsin.messaging.kafka.KafkaClients;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The main job, step by step, on a running system that has not been trained yet. */
final class DemoScript {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** So many tags are shown of the untrained head. */
  private static final int SHOWN = 4;

  private static final int EXHIBITS = 12;

  private static final IngestClient.Order ORDER =
      new IngestClient.Order(
          "demo",
          Optional.of("the demo's labels"),
          Optional.empty(),
          JsonNodeFactory.instance.objectNode(),
          Optional.empty());

  private final Console console;
  private final Endpoints endpoints;
  private final IngestClient ingest;
  private final LabelledUpload upload;
  private final KafkaClients kafka;
  private final Dataset dataset;
  private final List<LabelledTweet> gate;

  /**
   * Prepares the demo.
   *
   * @throws IllegalArgumentException if no row is in the part that judges
   */
  DemoScript(Console console, Endpoints endpoints, Dataset dataset) {
    this.console = console;
    this.endpoints = endpoints;
    this.ingest = new IngestClient(endpoints.ingest(), ServiceKey.ofEnvironment());
    this.upload = new LabelledUpload(ingest);
    this.kafka = KafkaClients.of(endpoints.bootstrapServers());
    this.dataset = dataset;
    this.gate = dataset.rows().stream().filter(row -> Parts.of(row.text()) == Part.GATE).toList();
    if (gate.isEmpty()) {
      throw new IllegalArgumentException(
          "expected rows that can judge, one in ten, found none among %d: give more"
              .formatted(dataset.rows().size()));
    }
  }

  /** Tweets that were sent together, with their tags and the rate at which these came. */
  private record Stream(TaggedRows tagged, double tweetsPerSecond) {}

  /**
   * Runs to the end.
   *
   * @throws IOException if a service refuses something, or no new version comes to answer
   * @throws TimeoutException if tweets are not tagged, or no replica serves the new version
   */
  DemoReport run() throws IOException, TimeoutException {
    Stream before = untrained();
    Instant asked = Instant.now();
    AdapterPublished adapter = trained();
    Duration training = Duration.between(asked, adapter.publishedAt());
    Duration swap = hotLoaded(adapter.version());
    Stream after = streamed(gate, "fresh");
    requireVersion(adapter.version(), after.tagged());
    return new DemoReport(
        dataset.rows().size(),
        gate.size(),
        adapter.version(),
        adapter.verdict().reason(),
        figures(only(gate, before.tagged())),
        figures(after.tagged()),
        training,
        before.tweetsPerSecond(),
        swap,
        Showcase.of(after.tagged(), EXHIBITS));
  }

  private Stream untrained() throws IOException, TimeoutException {
    console.say(
        "%n%,d tweets go to topic tweets; version 0, an untrained head, tags them:"
            .formatted(dataset.rows().size()));
    Stream stream = streamed(dataset.rows(), "stream");
    requireVersion(UntrainedHead.VERSION, stream.tagged());
    Showcase.of(stream.tagged(), SHOWN).lines().forEach(console::say);
    return stream;
  }

  private AdapterPublished trained() throws IOException, TimeoutException {
    console.say(
        "%n%,d labels go to topic labels, and a request for an adapter to retrain-requests:"
            .formatted(dataset.rows().size()));
    upload.labels(dataset.rows());
    AdapterPublished adapter = published();
    if (adapter.verdict() instanceof Verdict.KeptBack kept) {
      throw new IOException(
          "the new adapter does not answer: %s. Try other data: --data".formatted(kept.reason()));
    }
    return adapter;
  }

  private AdapterPublished published() {
    try (TrainingStream stream = new TrainingStream(kafka)) {
      RetrainRequested request = ingest.retrain(ORDER);
      String version = new FollowedTraining(stream, console).end(request.requestId());
      return PublishedAdapter.of(version, kafka);
    }
  }

  private Duration hotLoaded(String version) throws TimeoutException {
    Duration slowest = Duration.ZERO;
    for (URI replica : endpoints.inference()) {
      Duration swap = new Replica(replica).awaitServed(version, PATIENCE);
      slowest = swap.compareTo(slowest) > 0 ? swap : slowest;
    }
    return slowest;
  }

  private Stream streamed(List<LabelledTweet> rows, String name)
      throws IOException, TimeoutException {
    Map<String, LabelledTweet> byId = new LinkedHashMap<>();
    rows.forEach(row -> byId.put(name + "-" + row.id(), row));
    try (TagStream tags = new TagStream(kafka)) {
      upload.tweets(byId);
      Map<String, Tag> answers = tags.answers(byId.keySet(), PATIENCE, _ -> {});
      List<Tag> inOrder = byId.keySet().stream().map(answers::get).toList();
      return new Stream(new TaggedRows(rows, inOrder), rate(inOrder));
    }
  }

  private static double rate(List<Tag> tags) {
    Instant first =
        tags.stream()
            .map(tag -> tag.classification().receivedAt())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Instant last = tags.stream().map(Tag::seenAt).max(Comparator.naturalOrder()).orElseThrow();
    return tags.size() * 1e9 / Duration.between(first, last).toNanos();
  }

  private Figures figures(TaggedRows tagged) {
    return Figures.of(tagged.metrics(dataset.categories()));
  }

  private static TaggedRows only(List<LabelledTweet> wanted, TaggedRows tagged) {
    Set<LabelledTweet> chosen = new HashSet<>(wanted);
    List<Integer> indices =
        IntStream.range(0, tagged.rows().size())
            .filter(i -> chosen.contains(tagged.rows().get(i)))
            .boxed()
            .toList();
    return new TaggedRows(
        indices.stream().map(tagged.rows()::get).toList(),
        indices.stream().map(tagged.tags()::get).toList());
  }

  private static void requireVersion(String version, TaggedRows tagged) throws IOException {
    Set<String> found =
        tagged.tags().stream()
            .map(tag -> tag.classification().adapterVersion())
            .collect(Collectors.toSet());
    if (!found.equals(Set.of(version))) {
      throw new IOException(
          "expected every tag from version %s, found %s".formatted(version, found));
    }
  }
}
