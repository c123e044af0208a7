package io.tocsin.trainer.request;

import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.trainer.job.Cancellation;
import io.tocsin.trainer.job.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Takes requests one at a time. It polls even while a job runs on its own thread, so that training
 * for hours never looks like death to the group; paused partitions bring nothing meanwhile. A job
 * whose partition is taken away is cancelled and never published: publishing happens here, between
 * two polls, in which alone partitions change hands. All but {@link #isMember} on one thread.
 */
public final class RequestLoop {
  private static final Logger LOG = Logger.getLogger(RequestLoop.class);

  private static final Duration POLL = Duration.ofMillis(100);

  private static final String TOO_LARGE =
      "the adapter is stored, but its record would be larger than Kafka takes:"
          + " the held-out rows have too many keywords";

  private final Consumer<byte[], byte[]> consumer;
  private final Jobs jobs;
  private final Publisher publisher;
  private final AtomicBoolean member = new AtomicBoolean();
  private Optional<TakenRequest> taken = Optional.empty();
  private Optional<Unreadable> unreadable = Optional.empty();

  private record Unreadable(ConsumerRecord<byte[], byte[]> record, String reason) {}

  /**
   * Joins the group.
   *
   * @param consumer a member that gets one record at a time; it stays the caller's to close
   */
  RequestLoop(Consumer<byte[], byte[]> consumer, Jobs jobs, Publisher publisher) {
    this.consumer = consumer;
    this.jobs = jobs;
    this.publisher = publisher;
    consumer.subscribe(List.of(Topics.RETRAIN_REQUESTS.name()), new PartitionChanges());
  }

  /** Returns whether it has joined the group. Any thread may ask. */
  public boolean isMember() {
    return member.get();
  }

  /** Polls once, and does what there is to do. */
  public void turn() {
    if (!isBusy()) {
      consumer.resume(consumer.paused());
    }
    consumer.poll(POLL).forEach(this::take);
    member.set(consumer.groupMetadata().generationId() >= 0);
    taken.filter(TakenRequest::isDone).ifPresent(this::settle);
    unreadable.ifPresent(this::setAside);
  }

  /** Cancels the job, if there is one; it is another's from now on. */
  public void cancel() {
    taken.ifPresent(TakenRequest::cancel);
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    consumer.pause(consumer.assignment());
    try {
      RetrainRequested request = MessageJson.read(record.value(), RetrainRequested.class);
      LOG.infof("request %s is accepted (%s)", request.requestId(), RequestPosition.of(record));
      taken = Optional.of(jobs.begin(record, request, new Cancellation()));
    } catch (UnreadableMessageException e) {
      unreadable = Optional.of(new Unreadable(record, e.getMessage()));
    }
  }

  private void settle(TakenRequest request) {
    Outcome outcome = request.outcome();
    if (outcome instanceof Outcome.Cancelled) {
      jobs.ended(request, outcome);
      release();
      return;
    }
    announcement(request, outcome).ifPresent(records -> publish(request, outcome, records));
  }

  /** What keeps an adapter from being announced would do so again, at one trainer after another. */
  private Optional<List<ProducerRecord<byte[], byte[]>>> announcement(
      TakenRequest request, Outcome outcome) {
    try {
      return Optional.of(jobs.announcement(request, outcome));
    } catch (RuntimeException e) {
      if (!(outcome instanceof Outcome.Finished)) {
        throw e;
      }
      LOG.errorf(e, "request %s cannot be announced", request.request().requestId());
      request.fail("the adapter is stored, but cannot be announced: " + e);
      return Optional.empty();
    }
  }

  private void publish(
      TakenRequest request, Outcome outcome, List<ProducerRecord<byte[], byte[]>> records) {
    switch (publisher.publish(consumer, request.position(), records)) {
      case DONE -> {
        jobs.published(request, request.published(outcome));
        release();
      }
      case UNKNOWN -> request.confirm();
      case TOO_LARGE -> request.fail(TOO_LARGE);
    }
  }

  private void setAside(Unreadable found) {
    RequestPosition position = RequestPosition.of(found.record);
    if (publisher.publish(consumer, position, jobs.unreadable(found.record, found.reason))
        == Publisher.Ending.DONE) {
      LOG.warnf("%s is no request: %s", position, found.reason);
      release();
    }
  }

  private void release() {
    taken = Optional.empty();
    unreadable = Optional.empty();
  }

  private boolean isBusy() {
    return taken.isPresent() || unreadable.isPresent();
  }

  private final class PartitionChanges implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (isBusy()) {
        consumer.pause(partitions);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      taken
          .filter(request -> partitions.contains(request.position().partition()))
          .ifPresent(
              request -> {
                LOG.warnf("request %s went to another trainer", request.request().requestId());
                request.cancel();
              });
      if (unreadable
          .filter(found -> partitions.contains(RequestPosition.of(found.record).partition()))
          .isPresent()) {
        unreadable = Optional.empty();
      }
    }
  }
}
