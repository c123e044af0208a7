package io.tocsin.ingest.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.ingest.kafka.IngestMetrics;
import io.tocsin.ingest.kafka.Sender;
import io.tocsin.ingest.message.Draft;
import io.tocsin.ingest.message.DraftReader;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.messaging.trace.RecordTraces;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class UploadTest {
  private static final int WINDOW = 2;

  /** The writer has one in hand, the window is full, and the reader holds the next. */
  private static final int AHEAD = 1 + WINDOW + 1;

  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private final MockProducer<byte[], byte[]> kafka = kafka(false);

  @Test
  void answersEveryLineAndSumsUp() {
    run(upload(input("a\n\nbad\nb"), kafka(true)), answers).join();

    assertAnswers(
        "{'status':'accepted','line':1,'id':'a','partition':0,'offset':0}",
        "{'status':'rejected','line':3,'reason':'bad'}",
        "{'status':'accepted','line':4,'id':'b','partition':0,'offset':1}",
        "{'status':'complete','lines':4,'blank':1,'accepted':2,'rejected':1}");
  }

  @Test
  void sumsUpAnEmptyUpload() {
    run(upload(input(""), kafka), answers).join();

    assertAnswers("{'status':'complete','lines':0,'blank':0,'accepted':0,'rejected':0}");
  }

  @Test
  void readsNoFurtherAheadThanItsWindow() {
    CompletableFuture<Void> upload = run(upload(input("a\n".repeat(10)), kafka), answers);
    await().until(() -> kafka.history().size() == AHEAD);

    kafka.completeNext();

    await().until(() -> kafka.history().size() == AHEAD + 1);
    await().until(() -> answers.toString(UTF_8).lines().count() == 1);
    await().until(() -> completed(upload));
    assertEquals(11, answers.toString(UTF_8).lines().count());
  }

  @Test
  void stopsAtARecordThatKafkaDoesNotTake() {
    InputStream stalled = new StalledInput();
    CompletableFuture<Void> upload =
        run(upload(new SequenceInputStream(input("a\nb\n"), stalled), kafka), answers);
    await().until(() -> kafka.history().size() == 2);

    kafka.completeNext();
    kafka.errorNext(new TimeoutException("too late"));
    upload.join();

    String reason = "Kafka did not take the record: too late";
    assertAnswers(
        "{'status':'accepted','line':1,'id':'a','partition':0,'offset':0}",
        "{'status':'failed','line':2,'reason':'" + reason + "'}",
        "{'status':'incomplete','reason':'"
            + reason
            + "','lines':2,'blank':0,'accepted':1,'rejected':0,'failed':1}");
  }

  @Test
  void goesOnAfterARecordThatIsTooLarge() {
    CompletableFuture<Void> upload = run(upload(input("a\nb"), kafka), answers);
    await().until(() -> kafka.history().size() == 2);

    kafka.errorNext(new RecordTooLargeException());
    kafka.completeNext();
    upload.join();

    assertAnswers(
        "{'status':'rejected','line':1,'reason':'larger than the topic takes, headers and framing"
            + " included'}",
        "{'status':'accepted','line':2,'id':'b','partition':0,'offset':1}",
        "{'status':'complete','lines':2,'blank':0,'accepted':1,'rejected':1}");
  }

  @Test
  void answersWhatWasSentWhenItIsStopped() {
    Upload stopped = upload(new SequenceInputStream(input("a\n"), new StalledInput()), kafka);
    CompletableFuture<Void> upload = run(stopped, answers);
    await().until(() -> kafka.history().size() == 1);

    stopped.stop("the service is stopping");
    stopped.stop("another reason");
    kafka.completeNext();
    upload.join();

    assertAnswers(
        "{'status':'accepted','line':1,'id':'a','partition':0,'offset':0}",
        "{'status':'incomplete','reason':'the service is stopping','lines':1,'blank':0,"
            + "'accepted':1,'rejected':0,'failed':0}");
  }

  @Test
  void readsNothingIfItWasStoppedBefore() {
    Upload stopped = upload(input("a\n"), kafka);
    stopped.stop("the service is stopping");

    run(stopped, answers).join();

    assertEquals(List.of(), kafka.history());
    assertEquals(1, answers.toString(UTF_8).lines().count());
  }

  @Test
  void readsNoFurtherWhenNobodyTakesItsAnswers() throws IOException {
    StalledInput stalled = new StalledInput();
    Upload upload = upload(new SequenceInputStream(input("a\n"), stalled), kafka(true));
    OutputStream closed = OutputStream.nullOutputStream();
    closed.close();

    assertThrows(IOException.class, () -> upload.run(closed));

    await().until(stalled::wasInterrupted);
  }

  @Test
  void isIncompleteIfTheServiceItselfFails() {
    run(upload(input("a\nbug\n"), kafka(true)), answers).join();

    assertAnswers(
        "{'status':'accepted','line':1,'id':'a','partition':0,'offset':0}",
        "{'status':'incomplete','reason':'the service failed, its log says more','lines':1,"
            + "'blank':0,'accepted':1,'rejected':0,'failed':0}");
  }

  private boolean completed(CompletableFuture<Void> upload) {
    kafka.completeNext();
    return upload.isDone();
  }

  private static CompletableFuture<Void> run(Upload upload, OutputStream answers) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            upload.run(answers);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        },
        Executors.newVirtualThreadPerTaskExecutor());
  }

  private static Upload upload(InputStream body, MockProducer<byte[], byte[]> kafka) {
    IngestMetrics metrics = new IngestMetrics(new SimpleMeterRegistry());
    DraftReader reader = new DraftReader(Topics.TWEETS, UploadTest::read);
    LineReader lines = new LineReader(body, 100);
    Sender sender = new Sender(kafka, metrics, RecordTraces.off());
    return new Upload(new LineSource(lines, reader, sender, metrics), WINDOW);
  }

  private static Draft read(byte[] line) throws UnreadableMessageException {
    String id = new String(line, UTF_8);
    return switch (id) {
      case "bad" -> throw new UnreadableMessageException(id);
      case "bug" -> throw new IllegalStateException(id);
      default -> new Draft(id, new ProducerRecord<>(Topics.TWEETS.name(), line, line));
    };
  }

  private static MockProducer<byte[], byte[]> kafka(boolean autoComplete) {
    return new MockProducer<>(
        autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private void assertAnswers(String... lines) {
    assertEquals(List.of(lines), answers.toString(UTF_8).replace('"', '\'').lines().toList());
  }
}
