package io.tocsin.trainer.job;

import io.tocsin.contracts.adapter.UntrainedHead;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.llama.train.TrainingException;
import io.tocsin.store.AdapterStore;
import io.tocsin.store.StoredAdapter;
import io.tocsin.trainer.gate.Contender;
import io.tocsin.trainer.gate.Gate;
import io.tocsin.trainer.gate.Judgement;
import io.tocsin.trainer.label.FoldedLabels;
import io.tocsin.trainer.label.UnreadableLabel;
import io.tocsin.trainer.published.Published;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Does what a request asks for. A job that was killed and is run again goes on from its checkpoint
 * and comes to the same adapter.
 */
public final class TrainingJob {
  private static final Logger LOG = Logger.getLogger(TrainingJob.class);

  private final Workshop workshop;
  private final JobTopics topics;
  private final RetrainRequested request;
  private final Consumer<TrainingState> progress;
  private final Cancellation cancellation;
  private final AdapterStore store;

  /**
   * Prepares a job.
   *
   * @param progress hears how far it is, on the thread that runs it
   * @param cancellation stops it at the next step
   */
  public TrainingJob(
      Workshop workshop,
      JobTopics topics,
      RetrainRequested request,
      Consumer<TrainingState> progress,
      Cancellation cancellation) {
    this.workshop = workshop;
    this.topics = topics;
    this.request = request;
    this.progress = progress;
    this.cancellation = cancellation;
    this.store = new PatientStore(workshop.store(), workshop.storePatience(), cancellation);
  }

  /** Trains, stores and judges. Never throws: a job that fails says why. */
  public Outcome run() {
    return outcome(this::finish);
  }

  /**
   * Looks again whether an outcome still holds, after some time has passed.
   *
   * @return the outcome, judged anew if another adapter is in force by now
   */
  public Outcome confirm(Outcome outcome) {
    return outcome instanceof Outcome.Finished finished
        ? outcome(() -> confirmed(finished))
        : outcome;
  }

  private Outcome outcome(Callable<Outcome> work) {
    try {
      return work.call();
    } catch (JobCancelledException e) {
      return new Outcome.Cancelled();
    } catch (IllegalArgumentException | IOException | TrainingException e) {
      return new Outcome.Failed(reason(e));
    } catch (Exception | OutOfMemoryError e) {
      // Whatever it is, it would happen again: it must not keep the trainer from other requests.
      LOG.errorf(e, "request %s fails unexpectedly", request.requestId());
      return new Outcome.Failed(e.toString());
    }
  }

  /** Some exceptions of the file system have nothing to say but the file's name. */
  private static String reason(Exception failure) {
    boolean bare = failure instanceof FileSystemException file && file.getReason() == null;
    return bare || failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private Outcome finish() throws IOException {
    Published published = topics.published(cancellation);
    if (published.adapters().containsKey(version())) {
      return new Outcome.AlreadyPublished();
    }
    progress.accept(new TrainingState.Accepted());
    WorkFolder work = workFolder();
    FoldedLabels labels = labels();
    TrainingRun run = new TrainingRun(workshop, request, labels.labels());
    var _ = champion(published); // Without one the training would be for nothing.
    LOG.infof(
        Files.exists(work.checkpoint())
            ? "request %s resumes from its checkpoint, with %d labels"
            : "request %s begins, with %d labels",
        request.requestId(),
        labels.labels().size());
    int epochs = request.hyperparameters().epochs();
    Trained trained =
        run.run(work, new StepReport(request.requestId(), epochs, progress, cancellation));
    cancellation.check();
    return judged(trained, labels.unreadable());
  }

  private WorkFolder workFolder() {
    if (request.requestId().equals(UntrainedHead.VERSION)) {
      throw new IllegalArgumentException(
          "requestId: expected another than %s, which is the untrained head's version"
              .formatted(UntrainedHead.VERSION));
    }
    return WorkFolder.of(workshop.work(), request.requestId());
  }

  private FoldedLabels labels() {
    FoldedLabels labels = topics.labels(request.labelEndOffsets(), cancellation);
    if (labels.labels().isEmpty()) {
      throw new IllegalArgumentException(
          "expected labels before the offsets that the request froze, found none (%d unreadable):"
                  .formatted(labels.unreadable().size())
              + " write labels, then ask again");
    }
    return labels;
  }

  private Outcome judged(Trained trained, List<UnreadableLabel> unreadable) throws IOException {
    StoredAdapter stored = store.put(version(), trained.folder());
    Contender contender = new Contender(version(), trained.adapter(), maxTokens());
    Gate gate = new Gate(workshop.base(), trained.gate(), workshop.categories());
    progress.accept(new TrainingState.Evaluating(trained.gate().size()));
    Published published = topics.published(cancellation);
    return confirmed(
        new Outcome.Finished(
            stored,
            trained.snapshot(),
            contender,
            gate,
            judgement(gate, contender, published),
            published,
            unreadable));
  }

  /** Judging takes time, in which another trainer or an operator may have changed what is so. */
  private Outcome confirmed(Outcome.Finished finished) throws IOException {
    Published now = topics.published(cancellation);
    if (now.adapters().containsKey(version())) {
      return new Outcome.AlreadyPublished();
    }
    boolean same = now.rolloutOffset().equals(finished.published().rolloutOffset());
    Outcome.Finished latest =
        new Outcome.Finished(
            finished.stored(),
            finished.snapshot(),
            finished.contender(),
            finished.gate(),
            same ? finished.judgement() : judgement(finished.gate(), finished.contender(), now),
            now,
            finished.deadLetters().stream().filter(letter -> isNew(letter, now)).toList());
    return same ? latest : confirmed(latest);
  }

  private Judgement judgement(Gate gate, Contender contender, Published published)
      throws IOException {
    cancellation.check();
    return gate.judge(champion(published), contender);
  }

  private Contender champion(Published published) throws IOException {
    return new Champions(workshop, store).inForce(published, maxTokens());
  }

  private static boolean isNew(UnreadableLabel letter, Published published) {
    return letter.record().offset() >= published.labelsReadTo(letter.record().partition());
  }

  private String version() {
    return request.requestId();
  }

  private int maxTokens() {
    return request.hyperparameters().maxTokens();
  }
}
