package io.tocsin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.cli.system.LocalSystem;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.e2e.TraceReceiver.Received;
import io.tocsin.llama.data.LabelledTweet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as continuous integration sees it: without a terminal, and traced. */
final class DemoIT {
  private static final int ROWS = 400;
  private static final String INGEST = "ingest-service";
  private static final String INFERENCE = "inference-service";
  private static final String TRAINER = "trainer-service";

  @TempDir private static Path folder;
  private static TraceReceiver traces;
  private static String output;

  @BeforeAll
  static void run() throws Exception {
    traces = new TraceReceiver();
    Path data = folder.resolve("tweets.jsonl");
    Files.write(data, Sample.rows().stream().limit(ROWS).map(DemoIT::line).toList());
    output = demo("--data", data.toString(), "--state", state().toString());
  }

  @AfterAll
  static void stop() {
    traces.close();
  }

  @Test
  void endsByItselfOnceTheNewVersionAnsweredAndLeavesNothingRunning() {
    assertTrue(output.contains("400 labelled tweets"), output);
    assertTrue(output.lines().anyMatch(line -> line.matches("accuracy +\\S+ % +\\S+ %")), output);
    assertTrue(output.contains("each exactly once"), output);
    assertFalse(LocalSystem.in(new StateFolder(state())).isRunning());
  }

  @Test
  void eachTweetIsOneTraceFromIngestToItsTag() {
    List<Received> sent = traces.spans(INGEST, "send tweets");
    List<Received> tagged = traces.spans(INFERENCE, "process tweets");

    assertTrue(sent.size() >= ROWS, () -> sent.size() + " were sent");
    assertEquals(sent.size(), tagged.size());
    assertEquals(ids(sent).size(), sent.size(), "tweets that share a trace");
    assertEquals(ids(sent), ids(tagged));
    Received tag = tagged.getFirst();
    assertEquals(1, sent.stream().filter(tag::isWithin).count());
    assertTrue(attributes(tag).containsKey("tocsin.adapter.version"), tag::toString);
    assertEquals("inference", attributes(tag).get("messaging.consumer.group.name"));
  }

  @Test
  void aTrainingIsOneTraceFromTheRequestToThePublication() {
    Received sent = traces.spans(INGEST, "send retrain-requests").getFirst();
    Received request = traces.spans(INGEST, "POST /retrain").getFirst();
    Received job = traces.spans(TRAINER, "process retrain-requests").getFirst();

    assertTrue(sent.isWithin(request));
    assertTrue(job.isWithin(sent));
    Set<String> parts =
        traces.spans().stream()
            .filter(span -> span.isWithin(job))
            .map(span -> span.span().getName())
            .collect(Collectors.toSet());
    assertTrue(
        parts.containsAll(Set.of("fold labels", "epoch 1", "judge", "publish")), parts::toString);
  }

  @Test
  void noTraceHoldsATweetsText() throws IOException {
    String spans = traces.spans().toString();

    for (LabelledTweet row : Sample.rows().subList(0, ROWS)) {
      assertFalse(spans.contains(row.text()), row::text);
    }
  }

  private static String demo(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("demo"));
    for (String part : List.of("broker", "ingest", "trainer", "monitor", "inference")) {
      command.addAll(List.of("--" + part + "-port", "0"));
    }
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        Commands.process(command.toArray(String[]::new)).redirectErrorStream(true);
    builder.environment().put("OTEL_SDK_DISABLED", "false");
    builder.environment().put("OTEL_EXPORTER_OTLP_ENDPOINT", traces.endpoint().toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  private static Path state() {
    return folder.resolve("state");
  }

  private static String line(LabelledTweet row) {
    return Sample.json(Map.of("id", row.id(), "text", row.text(), "label", row.category()));
  }

  private static Set<Object> ids(List<Received> spans) {
    return spans.stream().map(span -> span.span().getTraceId()).collect(Collectors.toSet());
  }

  private static Map<String, String> attributes(Received received) {
    return received.span().getAttributesList().stream()
        .collect(
            Collectors.toMap(
                attribute -> attribute.getKey(),
                attribute -> attribute.getValue().getStringValue()));
  }
}
