package io.tocsin.inference.tweet;

import io.tocsin.inference.batch.Epoch;
import io.tocsin.inference.batch.ModelStage;
import io.tocsin.inference.batch.WorkQueue;
import io.tocsin.inference.metric.InferenceMetrics;
import io.tocsin.inference.rollout.LineupSwitch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The three stages, each on a thread of its own: one reads and tokenises, one computes, one
 * commits. Whichever fails ends the service.
 */
public final class TweetPipeline {
  private static final Duration LAST_COMMIT = Duration.ofSeconds(7);
  private static final Duration LEAVE_GROUP = Duration.ofSeconds(2);
  private static final Duration FINISH = LAST_COMMIT.plus(LEAVE_GROUP).plusMillis(500);
  private static final Duration GIVE_UP = Duration.ofSeconds(2);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final WorkQueue queue;
  private final Epoch epoch = new Epoch();
  private final LetterIndex letters;
  private final TagTransactions transactions;
  private final PollStage poll;
  private final ModelStage model;
  private final CommitStage commit;
  private final Consumer<Throwable> onFailure;
  private final CountDownLatch settled = new CountDownLatch(1);
  private final Thread polling = thread("tweets-poll", this::poll);
  private final Thread computing = thread("tweets-model", this::compute);
  private final Thread committing = thread("tweets-commit", this::commit);

  /**
   * Prepares the stages; nothing runs yet.
   *
   * @param settings what the stages work with
   * @param lineups the first lineup must be loaded
   * @param queue what waits for the model, one-off texts too
   * @param onFailure hears why a stage ended that should not have
   */
  public TweetPipeline(
      PipelineSettings settings,
      LineupSwitch lineups,
      WorkQueue queue,
      InferenceMetrics metrics,
      Consumer<Throwable> onFailure) {
    TweetTraces traces =
        new TweetTraces(settings.traces(), settings.consumer().groupMetadata().groupId());
    Backlog backlog = new Backlog(traces);
    this.consumer = settings.consumer();
    this.queue = queue;
    this.onFailure = onFailure;
    this.letters = new LetterIndex(settings.uncommitted());
    this.transactions = new TagTransactions(settings.producers());
    this.poll = new PollStage(consumer, epoch, lineups, queue, metrics, backlog);
    this.commit =
        new CommitStage(
            epoch,
            new TagRecords(settings.baseFingerprint(), traces),
            letters,
            transactions,
            metrics,
            backlog);
    this.model = new ModelStage(queue, lineups, commit, metrics, settings.limit());
    metrics.queue(queue::size);
  }

  /** Starts the stages; tweets are read once what an earlier process left behind is settled. */
  public void start() {
    threads().forEach(Thread::start);
  }

  /**
   * Commits the batches that are being computed, leaves the group and ends; bounded in time.
   * Several threads may ask for it.
   */
  public void stop() throws InterruptedException {
    poll.stop();
    polling.join(FINISH);
    threads().forEach(Thread::interrupt);
    long deadline = System.nanoTime() + GIVE_UP.toNanos();
    for (Thread thread : threads()) {
      thread.join(Duration.ofNanos(deadline - System.nanoTime()));
    }
  }

  /** Returns whether this replica is a member of its group. */
  public boolean isMember() {
    return epoch.group().isPresent();
  }

  /** Returns whether all stages run. */
  public boolean isAlive() {
    return threads().stream().allMatch(Thread::isAlive);
  }

  /** Returns for how long the batch that is being computed has been. */
  public Duration busy() {
    return model.busy();
  }

  /** Returns which batch was the last that could only be computed in parts, and why. */
  public Optional<String> divided() {
    return model.divided();
  }

  private List<Thread> threads() {
    return List.of(committing, computing, polling);
  }

  private void poll() throws InterruptedException {
    try {
      settled.await();
      poll.run();
    } finally {
      queue.close();
      committing.join(LAST_COMMIT);
      consumer.close(CloseOptions.timeout(LEAVE_GROUP));
    }
  }

  private void compute() throws InterruptedException {
    try {
      model.run();
    } finally {
      commit.end();
    }
  }

  private void commit() throws InterruptedException {
    try (transactions;
        letters) {
      transactions.begin();
      settled.countDown();
      commit.run();
    }
  }

  /** What a thread does. */
  private interface Stage {
    void run() throws InterruptedException;
  }

  private Thread thread(String name, Stage stage) {
    return Thread.ofPlatform()
        .daemon()
        .name(name)
        .unstarted(
            () -> {
              try {
                stage.run();
              } catch (InterruptedException | InterruptException _) {
                Thread.currentThread().interrupt(); // it was told to stop, and had no time left
              } catch (RuntimeException | Error e) {
                poll.stop(); // others shall have our partitions
                onFailure.accept(e);
              }
            });
  }
}
