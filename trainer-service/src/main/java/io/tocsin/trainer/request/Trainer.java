package io.tocsin.trainer.request;

import io.tocsin.contracts.access.ReplicaGroup;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.rollout.Takeover;
import io.tocsin.trainer.job.Workshop;
import io.tocsin.trainer.progress.Progress;
import io.tocsin.trainer.progress.Telemetry;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/** One trainer: a member of the group, and a thread that trains for it. */
public final class Trainer implements Runnable {
  private static final Logger LOG = Logger.getLogger(Trainer.class);
  private static final ReplicaGroup REPLICAS = ReplicaGroup.TRAINER;

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Progress progress;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("training").factory());
  private final RequestLoop loop;
  private volatile boolean stopping;

  /**
   * Joins the group.
   *
   * @param workshop its base stays the caller's to close
   * @param takeover what becomes of an adapter that did better
   * @param replica this trainer's name, which no other bears
   */
  public Trainer(
      KafkaClients clients,
      Workshop workshop,
      Takeover takeover,
      String replica,
      Telemetry telemetry,
      InstantSource clock) {
    MessageWriter writer = new MessageWriter(URI.create("/" + Announcement.READER));
    this.producer = clients.producer();
    this.progress = new Progress(replica, producer, writer, clock, telemetry.meter()::state);
    Announcement announcement =
        new Announcement(workshop, new Promotion(takeover), progress, writer, clock);
    KafkaTopics topics =
        new KafkaTopics(clients, workshop.categories(), workshop.base().fingerprint().hex());
    Jobs jobs = new Jobs(workshop, topics, progress, announcement, telemetry, thread);
    this.consumer =
        clients.member(REPLICAS.groupId(), Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1));
    this.loop =
        new RequestLoop(consumer, jobs, new Publisher(clients, REPLICAS.transactionalId(replica)));
  }

  /** Returns the current training. */
  public Progress progress() {
    return progress;
  }

  /** Returns whether it has joined the group. */
  public boolean isMember() {
    return loop.isMember();
  }

  /** Works until it is stopped; then gives the current request back and leaves the group. */
  @Override
  public void run() {
    try (producer;
        consumer;
        thread) {
      workUntilStopped();
    }
  }

  private void workUntilStopped() {
    try {
      while (!stopping) {
        turn();
      }
    } finally {
      loop.cancel(); // or closing the thread would wait for the end of the training
    }
  }

  /** Polls once, and does what there is to do: for those who want to see each turn. */
  void turn() {
    try {
      loop.turn();
    } catch (RetriableException e) {
      LOG.warnf("Kafka cannot be reached, trying again: %s", e.getMessage());
    }
  }

  /** Has it stop at the next step. Any thread may ask. */
  public void stop() {
    stopping = true;
  }
}
