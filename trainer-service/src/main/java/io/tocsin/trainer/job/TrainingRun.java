package io.tocsin.trainer.job;

import ai.djl.engine.Engine;
import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.llama.adapter.PeftFolder;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.Split;
import io.tocsin.llama.data.SplitRows;
import io.tocsin.llama.train.FineTuning;
import io.tocsin.llama.train.Hyperparameters;
import io.tocsin.llama.train.TrainingListener;
import io.tocsin.llama.train.TrainingResult;
import io.tocsin.llama.train.UnusableCheckpointException;
import io.tocsin.trainer.label.LabelFile;
import io.tocsin.trainer.label.LabelRows;
import io.tocsin.training.LossCurve;
import io.tocsin.training.RequestedTraining;
import io.tocsin.training.TrainingRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Labels into an adapter's folder. The folder's bytes depend on base, labels, hyper-parameters and
 * seed alone, on one kind of device.
 */
final class TrainingRun {
  private static final Logger LOG = Logger.getLogger(TrainingRun.class);

  private final Workshop workshop;
  private final RetrainRequested request;
  private final LabelFile labels;
  private final Dataset dataset;
  private final SplitRows rows;
  private final Hyperparameters settings;

  /**
   * Prepares a run.
   *
   * @param labels folded
   * @throws IllegalArgumentException saying why nothing can be learned from these labels, or what
   *     of the request is not understood
   */
  TrainingRun(Workshop workshop, RetrainRequested request, List<Label> labels) {
    Categories categories = workshop.categories();
    this.workshop = workshop;
    this.request = request;
    this.labels = LabelFile.of(labels);
    this.dataset = new LabelRows(categories).dataset(labels);
    this.rows =
        TrainingRows.cut(
            dataset, new Split.ByResolvedPart(), request.hyperparameters().epochChoice());
    int[] counts = categories.counts(rows.train());
    if (Arrays.stream(counts).filter(count -> count > 0).count() < 2) {
      throw new IllegalArgumentException(
          "expected labels of two categories or more among the rows that teach, found %s of %s:"
                  .formatted(Arrays.toString(counts), categories.names())
              + " add labels of the others");
    }
    this.settings =
        RequestedTraining.hyperparameters(
            request.hyperparameters(), categories, counts, request.seed());
  }

  /**
   * Trains, from the checkpoint if there is one that fits, and writes all there is to store.
   *
   * @throws IOException if something cannot be read or written
   */
  Trained run(WorkFolder work, TrainingListener listener) throws IOException {
    TrainingResult result = train(work.checkpoint(), listener);
    LabelSnapshot snapshot =
        new LabelSnapshot(request.labelEndOffsets(), labels.sha256(), dataset.rows().size());
    Path folder = work.staging();
    PeftFolder.write(folder, result.adapter(), workshop.base().config(), workshop.baseName());
    labels.write(folder);
    record(snapshot, result).write(folder);
    Files.writeString(folder.resolve("loss.svg"), LossCurve.svg(result.steps()));
    return new Trained(result.adapter(), folder, snapshot, rows.heldOut());
  }

  private TrainingResult train(Path checkpoint, TrainingListener listener) throws IOException {
    Dataset train = new Dataset(rows.train(), dataset.categories());
    FineTuning tuning =
        new FineTuning(workshop.base(), settings, train, rows.select(), checkpoint, listener);
    try {
      return tuning.run();
    } catch (UnusableCheckpointException e) {
      LOG.warnf("request %s begins anew: %s", request.requestId(), e.getMessage());
      Files.delete(checkpoint);
      return tuning.run();
    }
  }

  private TrainingRecord record(LabelSnapshot snapshot, TrainingResult result) {
    LoadedBase base = workshop.base();
    return new TrainingRecord(
        base.fingerprint().hex(),
        new TrainingRecord.Computed(
            base.copies().names(),
            base.model().precision().label(),
            Engine.getEngine("PyTorch").getVersion()),
        dataset.categories().names(),
        snapshot,
        new TrainingRecord.Rows(rows.train().size(), rows.select().size(), rows.heldOut().size()),
        request.hyperparameters(),
        settings.classWeights().values(),
        request.seed(),
        result.bestEpoch(),
        TrainingRecord.epochs(result),
        TrainingRecord.steps(result));
  }
}
