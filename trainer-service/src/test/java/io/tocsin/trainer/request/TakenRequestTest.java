package io.tocsin.trainer.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.Device;
import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.Precision;
import io.tocsin.store.DirectoryStore;
import io.tocsin.trainer.Samples;
import io.tocsin.trainer.job.Cancellation;
import io.tocsin.trainer.job.JobTopics;
import io.tocsin.trainer.job.Outcome;
import io.tocsin.trainer.job.TrainingJob;
import io.tocsin.trainer.job.Workshop;
import io.tocsin.trainer.label.FoldedLabels;
import io.tocsin.trainer.published.Published;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TakenRequestTest {
  private static final RequestPosition POSITION =
      new RequestPosition(new TopicPartition(Topics.RETRAIN_REQUESTS.name(), 0), 0);

  /** After the adapter was published that the request asks for. */
  private static final Published AFTERWARDS =
      new Published(
          Map.of(PromotionTest.ADAPTER.version(), PromotionTest.ADAPTER), Optional.empty());

  private static final ExecutorService THREAD = Executors.newSingleThreadExecutor();
  private static LoadedBase base;

  @TempDir private Path directory;
  private final ChangingTopics topics = new ChangingTopics();

  @BeforeAll
  static void load() throws IOException {
    base = LoadedBase.load(Samples.BASE, Device.cpu(), Precision.FLOAT32);
  }

  @AfterAll
  static void close() {
    THREAD.close();
    base.close();
  }

  @Test
  void takesForItsOwnWhatItPublishedWithoutHearingOfIt() {
    TakenRequest request = take();
    Outcome first = outcome(request);
    topics.published = AFTERWARDS;

    request.confirm();

    Outcome confirmed = outcome(request);
    assertInstanceOf(Outcome.Finished.class, first);
    assertEquals(new Outcome.AlreadyPublished(), confirmed);
    assertSame(first, request.published(confirmed));
  }

  @Test
  void takesForAnothersWhatWasPublishedBeforeItBegan() {
    topics.published = AFTERWARDS;
    TakenRequest request = take();

    request.confirm();

    assertEquals(new Outcome.AlreadyPublished(), request.published(outcome(request)));
  }

  private TakenRequest take() {
    RetrainRequested request =
        Samples.request(PromotionTest.ADAPTER.version(), EndOffsets.of(60), 1);
    Workshop workshop =
        new Workshop(
            base,
            "tiny-llama3",
            Categories.DISASTER,
            new DirectoryStore(directory.resolve("store")),
            Duration.ZERO,
            directory.resolve("work"));
    Cancellation cancellation = new Cancellation();
    TrainingJob job = new TrainingJob(workshop, topics, request, _ -> {}, cancellation);
    return new TakenRequest(POSITION, request, job, cancellation, THREAD);
  }

  private static Outcome outcome(TakenRequest request) {
    Awaitility.await().atMost(TrainerBench.PATIENCE).until(request::isDone);
    return request.outcome();
  }

  /** Topics on which something is published between two looks. */
  private static final class ChangingTopics implements JobTopics {
    private volatile Published published = new Published(Map.of(), Optional.empty());

    @Override
    public FoldedLabels labels(EndOffsets ends, Cancellation cancellation) {
      try {
        return new FoldedLabels(Samples.labels(60), List.of());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Published published(Cancellation cancellation) {
      return published;
    }
  }
}
