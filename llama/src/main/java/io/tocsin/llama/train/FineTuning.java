package io.tocsin.llama.train;

import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.classify.Classifier;
import io.tocsin.llama.classify.Evaluation;
import io.tocsin.llama.classify.ServedAdapter;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.metrics.Metrics;
import io.tocsin.llama.model.InitialTheta;
import io.tocsin.llama.model.StepResult;
import io.tocsin.llama.model.ThetaLayout;
import io.tocsin.llama.model.TrainableAdapter;
import io.tocsin.llama.torch.RowWorkers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Fine-tunes an adapter and a head on labelled tweets. */
public final class FineTuning {
  private final LoadedBase base;
  private final Categories categories;
  private final Hyperparameters hyperparameters;
  private final ThetaLayout layout;
  private final TokenizedRows train;
  private final TokenizedRows select;
  private final StepShards shards;
  private final TrainingCheckpoint checkpoint;
  private final TrainingListener listener;

  /**
   * Prepares a run.
   *
   * @param base stays the caller's to close
   * @param train rows to learn from
   * @param select rows to choose the best epoch by; if there are none, the last epoch counts
   * @param checkpointFile written after each epoch; a run that finds one of its own goes on there
   */
  public FineTuning(
      LoadedBase base,
      Hyperparameters hyperparameters,
      Dataset train,
      List<LabelledTweet> select,
      Path checkpointFile,
      TrainingListener listener) {
    int weights = hyperparameters.classWeights().values().size();
    if (weights != train.categories().size()) {
      throw new IllegalArgumentException(
          "class weights: expected one for each of %s, found %d"
              .formatted(train.categories().names(), weights));
    }
    this.base = base;
    this.categories = train.categories();
    this.hyperparameters = hyperparameters;
    this.layout = new ThetaLayout(base.config(), hyperparameters.lora(), categories.size());
    this.train = TokenizedRows.of(base, categories, train.rows(), hyperparameters);
    this.select = TokenizedRows.of(base, categories, select, hyperparameters);
    this.shards = new StepShards(base.copies(), base.padTokenId(), hyperparameters, this.train);
    this.checkpoint = new TrainingCheckpoint(checkpointFile, whatDecides(train, select));
    this.listener = listener;
  }

  /** On another kind of device, or in another precision, numbers are rounded otherwise. */
  private String whatDecides(Dataset train, List<LabelledTweet> select) {
    return "base %s on a %s in %s, data %s, select %s, %s, %s"
        .formatted(
            base.fingerprint().hex(),
            base.model().device().getDeviceType(),
            base.model().precision().label(),
            train.digest(),
            new Dataset(select, categories).digest(),
            categories,
            hyperparameters);
  }

  /** Returns the adapter that training begins with: the base with a random head. */
  public Adapter untrained() {
    return adapter(firstTheta());
  }

  private float[] firstTheta() {
    return InitialTheta.draw(layout, hyperparameters.seed());
  }

  private Adapter adapter(float[] theta) {
    return new Adapter(
        hyperparameters.lora(),
        categories.names(),
        layout.unpack(theta),
        Optional.of(base.fingerprint()),
        hyperparameters.preparation());
  }

  /**
   * Trains to the end, from the checkpoint if there is one. The checkpoint stays: it is the
   * caller's to delete when the adapter is safe, and until then running again costs nothing.
   *
   * @throws TrainingException if the loss is no longer a number
   * @throws UnusableCheckpointException before the first step, if the checkpoint is not this run's
   * @throws IOException if a checkpoint cannot be read or written
   */
  public TrainingResult run() throws IOException {
    RunState state = checkpoint.load().orElseGet(() -> RunState.begin(firstTheta()));
    try (RowWorkers workers = base.copies().workers();
        Classifier classifier = new Classifier(base, hyperparameters.maxTokens());
        TrainableAdapter adapter =
            new TrainableAdapter(
                base.copies(),
                layout,
                hyperparameters.adamW(),
                hyperparameters.averageDecay(hyperparameters.steps(train.size())),
                state.training(),
                workers)) {
      while (state.epoch() < hyperparameters.epochs()) {
        state = epoch(state, adapter, classifier);
        checkpoint.save(state);
        listener.onEpoch(state.epochs().getLast());
      }
    }
    return new TrainingResult(
        adapter(state.bestTheta()), state.bestEpoch(), state.steps(), state.epochs());
  }

  private RunState epoch(RunState before, TrainableAdapter adapter, Classifier classifier) {
    int epoch = before.epoch() + 1;
    List<List<Integer>> batches =
        EpochBatches.of(train, hyperparameters.batchSize(), hyperparameters.seed(), epoch);
    List<List<List<Integer>>> groups = EpochBatches.cut(batches, hyperparameters.accumulation());
    LearningRate schedule = LearningRate.of(hyperparameters, hyperparameters.steps(train.size()));
    List<StepProgress> steps = new ArrayList<>(before.steps());
    for (List<List<Integer>> group : groups) {
      steps.add(step(adapter, group, schedule, epoch, steps.size()));
      listener.onStep(steps.getLast());
    }
    return after(before, adapter, classifier, steps);
  }

  private StepProgress step(
      TrainableAdapter adapter,
      List<List<Integer>> batches,
      LearningRate schedule,
      int epoch,
      long step) {
    long start = System.nanoTime();
    StepResult result = adapter.step(shards.of(batches, step), schedule.at(step));
    if (!Float.isFinite(result.loss()) || !Float.isFinite(result.gradientNorm())) {
      throw new TrainingException(
          "step %d: the loss is %s and the gradient's norm %s: lower the learning rate %s"
              .formatted(
                  step + 1, result.loss(), result.gradientNorm(), hyperparameters.learningRate()));
    }
    long tokens =
        batches.stream()
            .flatMap(List::stream)
            .mapToLong(row -> train.sequences().get(row).length)
            .sum();
    return new StepProgress(
        step + 1,
        schedule.steps(),
        epoch,
        result.loss(),
        schedule.at(step),
        result.gradientNorm(),
        tokens * 1e9 / (System.nanoTime() - start));
  }

  private RunState after(
      RunState before, TrainableAdapter adapter, Classifier classifier, List<StepProgress> steps) {
    int epoch = before.epoch() + 1;
    double loss =
        steps.stream()
            .filter(step -> step.epoch() == epoch)
            .mapToDouble(StepProgress::loss)
            .average()
            .orElseThrow();
    var training = adapter.state();
    Optional<Metrics> metrics = evaluate(classifier, training.average());
    List<EpochProgress> epochs = new ArrayList<>(before.epochs());
    epochs.add(new EpochProgress(epoch, loss, metrics));
    boolean best = best(epochs) == epoch;
    return new RunState(
        epoch,
        training,
        best ? training.average() : before.bestTheta(),
        best ? epoch : before.bestEpoch(),
        steps,
        epochs);
  }

  private Optional<Metrics> evaluate(Classifier classifier, float[] theta) {
    if (select.size() == 0) {
      return Optional.empty();
    }
    try (ServedAdapter served = classifier.add(categories, layout, theta)) {
      return Optional.of(
          Evaluation.of(classifier.classifyTokens(served, select.sequences()), select.labels()));
    }
  }

  /** The epoch of the highest accuracy on the select rows, the later of equals; else the last. */
  private static int best(List<EpochProgress> epochs) {
    return epochs.stream()
        .max(
            Comparator.comparingDouble(
                    (EpochProgress epoch) -> epoch.select().map(Metrics::accuracy).orElse(0.0))
                .thenComparingInt(EpochProgress::epoch))
        .orElseThrow()
        .epoch();
  }
}
