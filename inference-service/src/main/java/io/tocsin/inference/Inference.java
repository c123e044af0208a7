package io.tocsin.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.contracts.Require;
import io.tocsin.inference.batch.BatchLimit;
import io.tocsin.inference.batch.WorkQueue;
import io.tocsin.inference.metric.InferenceMetrics;
import io.tocsin.inference.rollout.LineupSwitch;
import io.tocsin.inference.rollout.RolloutFollower;
import io.tocsin.inference.rollout.RolloutState;
import io.tocsin.inference.rollout.RolloutTopics;
import io.tocsin.inference.rollout.StoredAdapterLoader;
import io.tocsin.inference.tweet.PipelineSettings;
import io.tocsin.inference.tweet.TweetPipeline;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.Placement;
import io.tocsin.llama.model.Precision;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.trace.RecordTraces;
import io.tocsin.store.AdapterStores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * The service without its surface: loads the base, follows the rollouts, and joins the group of the
 * tweets once it can answer them.
 */
public final class Inference {
  private static final Logger LOG = Logger.getLogger(Inference.class);

  /** So many batches are ready for the model at the most. */
  private static final int BATCHES_READY = 4;

  private static final long BYTES_READY = 64L * 1024 * 1024;

  /** The stages take 11.5 s at the most, what is loaded the rest. */
  private static final Duration STOP = Duration.ofSeconds(15);

  private static final Duration LAST_POLL = Duration.ofSeconds(1);

  private final InferenceSettings settings;
  private final MeteredClients clients;
  private final InferenceMetrics metrics;
  private final RecordTraces traces;
  private final Categories categories;
  private final Optional<Precision> precision;
  private final Consumer<Throwable> onFailure;
  private final LineupSwitch lineups = new LineupSwitch();
  private final WorkQueue queue;
  private final Thread following =
      Thread.ofPlatform().daemon().name("rollouts").unstarted(this::follow);
  private volatile RolloutFollower follower;
  private volatile RolloutTopics topics;
  private volatile TweetPipeline pipeline;

  /**
   * Prepares the service; nothing is loaded yet.
   *
   * @param onFailure hears why the service cannot go on; called once at most by each thread
   * @throws IllegalArgumentException naming the first setting that is wrong
   */
  public Inference(
      InferenceSettings settings,
      KafkaClients kafka,
      MeterRegistry registry,
      RecordTraces traces,
      Consumer<Throwable> onFailure) {
    Require.atLeast("tocsin.max-tokens", 1, settings.maxTokens());
    Require.atLeast("tocsin.batch.max-tweets", 1, settings.batch().maxTweets());
    Require.that(
        settings.batch().maxTime().isPositive(),
        "tocsin.batch.max-time",
        "more than none",
        settings.batch().maxTime());
    Require.atLeast("tocsin.classify.max-texts", 1, settings.classify().maxTexts());
    Require.atLeast("tocsin.classify.max-characters", 1, settings.classify().maxCharacters());
    Require.atLeast(
        "tocsin.classify.max-waiting",
        settings.classify().maxTexts(),
        settings.classify().maxWaiting());
    this.categories = new Categories(settings.categories());
    this.precision = settings.dtype().map(Precision::of);
    this.settings = settings;
    this.clients =
        new MeteredClients(kafka, registry, settings.replica().orElseGet(Inference::host));
    this.metrics = new InferenceMetrics(registry);
    this.traces = traces;
    this.onFailure = onFailure;
    this.queue =
        new WorkQueue(
            new WorkQueue.Capacity(
                BATCHES_READY * settings.batch().maxTweets(),
                BYTES_READY,
                settings.classify().maxWaiting()));
  }

  /** Begins to load; returns at once. */
  public void start() {
    following.start();
  }

  /**
   * Finishes the batches that are being computed, leaves the group and gives everything back. The
   * thread that follows the rollouts may be fetching an adapter, which takes a quarter of an hour
   * at the worst: the stages do not wait for it.
   */
  public void stop() throws InterruptedException {
    long deadline = System.nanoTime() + STOP.toNanos();
    TweetPipeline stages = pipeline;
    if (stages == null) {
      following.interrupt();
    } else {
      topics.stop();
      stages.stop();
      if (!following.join(LAST_POLL)) {
        following.interrupt();
      }
    }
    following.join(Duration.ofNanos(deadline - System.nanoTime()));
    clients.close();
  }

  /** Returns what one-off texts join. */
  public WorkQueue queue() {
    return queue;
  }

  /** Returns who answers. */
  public LineupSwitch lineups() {
    return lineups;
  }

  /** Returns where rollouts stand; nothing until the base is loaded. */
  public Optional<RolloutState> rollouts() {
    return Optional.ofNullable(follower).map(RolloutFollower::state);
  }

  /** Returns the stages; nothing until the first lineup is loaded. */
  public Optional<TweetPipeline> pipeline() {
    return Optional.ofNullable(pipeline);
  }

  /** Returns whether the thread that follows the rollouts runs. */
  public boolean isFollowing() {
    return following.isAlive();
  }

  private void follow() {
    try (LoadedBase base = base();
        Classifier classifier = new Classifier(base, settings.maxTokens());
        org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> reader = clients.reader()) {
      String fingerprint = base.fingerprint().hex();
      LOG.infof(
          "Base %s loaded from %s on %s", fingerprint, settings.base(), base.copies().names());
      metrics.tensors(base.copies()::tensors);
      follower = new RolloutFollower(fingerprint, loader(base, classifier), lineups, metrics);
      topics = new RolloutTopics(reader, follower);
      topics.catchUp();
      serve(fingerprint);
    } catch (InterruptedException | InterruptException _) {
      Thread.currentThread().interrupt(); // it was told to stop, and had no time left
    } catch (IOException | RuntimeException | Error e) {
      onFailure.accept(e);
    }
  }

  /** Whatever happens, the stages end before the base goes. */
  private void serve(String fingerprint) throws InterruptedException {
    TweetPipeline stages = pipeline(fingerprint);
    stages.start();
    pipeline = stages;
    try {
      topics.follow();
    } finally {
      boolean _ = Thread.interrupted(); // or nobody would wait for them
      try {
        stages.stop();
      } finally {
        follower.close();
      }
    }
  }

  private LoadedBase base() throws IOException {
    Placement placement = Placement.of(settings.device(), settings.placement());
    return LoadedBase.load(
        settings.base(),
        placement,
        precision.orElseGet(() -> Precision.usualOn(placement.first())));
  }

  private StoredAdapterLoader loader(LoadedBase base, Classifier classifier) {
    return new StoredAdapterLoader(
        base, classifier, AdapterStores.open(settings.adapters(), settings.cache()), categories);
  }

  private TweetPipeline pipeline(String fingerprint) {
    int maxTexts = settings.batch().maxTweets();
    PipelineSettings parts =
        new PipelineSettings(
            clients.member(maxTexts),
            clients::transactional,
            clients::uncommittedReader,
            fingerprint,
            new BatchLimit(maxTexts, settings.batch().maxTime()),
            traces);
    return new TweetPipeline(parts, lineups, queue, metrics, onFailure);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(
          "this host has no name: give the replica an id of its own (tocsin.replica)", e);
    }
  }
}
