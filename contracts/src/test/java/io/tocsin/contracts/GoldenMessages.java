package io.tocsin.contracts;

import io.tocsin.contracts.adapter.AdapterExamples;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.contracts.alert.AlertExamples;
import io.tocsin.contracts.classification.ClassificationExamples;
import io.tocsin.contracts.label.LabelExamples;
import io.tocsin.contracts.quality.QualityExamples;
import io.tocsin.contracts.retrain.ClassWeighting;
import io.tocsin.contracts.retrain.RetrainExamples;
import io.tocsin.contracts.retrain.RetrainReason;
import io.tocsin.contracts.rollout.RolloutExamples;
import io.tocsin.contracts.training.TrainingExamples;
import io.tocsin.contracts.training.TrainingState;
import io.tocsin.contracts.tweet.TweetExamples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every message, every alternative in it at least once, every field filled. */
final class GoldenMessages {
  private GoldenMessages() {}

  static List<GoldenMessage> all() {
    return Stream.of(single(), retrainRequests(), trainingProgress(), adapters())
        .flatMap(List::stream)
        .toList();
  }

  static GoldenMessage named(String file) {
    return all().stream().filter(golden -> golden.file().equals(file)).findFirst().orElseThrow();
  }

  private static List<GoldenMessage> single() {
    return List.of(
        new GoldenMessage("tweet", TweetExamples.FIRE),
        new GoldenMessage("label", LabelExamples.FIRE),
        new GoldenMessage("rollout", RolloutExamples.WITH_CANARY_AND_SHADOW),
        new GoldenMessage("classification", ClassificationExamples.FIRE),
        new GoldenMessage("quality-window", QualityExamples.HOUR),
        new GoldenMessage("alert-started", AlertExamples.STARTED),
        new GoldenMessage("alert-ended", AlertExamples.ENDED));
  }

  private static List<GoldenMessage> retrainRequests() {
    ClassWeighting balanced = new ClassWeighting.Balanced();
    ClassWeighting given = new ClassWeighting.Given(Map.of("not", 0.9, "disaster", 1.2));
    return List.of(
        retrain("operator", new RetrainReason.Operator("ada", "new kinds of storms"), balanced),
        retrain("label-count", new RetrainReason.LabelCount(512, 500), new ClassWeighting.Equal()),
        retrain("quality", new RetrainReason.Quality("f1", 0.71, 0.75), given),
        retrain("drift", new RetrainReason.Drift("probability", 0.31, 0.25), balanced),
        retrain(
            "schedule",
            new RetrainReason.Schedule(Instant.parse("2026-03-01T00:00:00Z")),
            balanced));
  }

  private static GoldenMessage retrain(
      String kind, RetrainReason reason, ClassWeighting weighting) {
    return new GoldenMessage(
        "retrain-requested-by-" + kind, RetrainExamples.requested(reason, weighting));
  }

  private static List<GoldenMessage> trainingProgress() {
    return List.of(
        progress("accepted", new TrainingState.Accepted()),
        progress("running", new TrainingState.Running(2, 4, 61, 160, 0.4375, 5210.5)),
        progress("evaluating", new TrainingState.Evaluating(130)),
        progress(
            "published",
            new TrainingState.Published(
                AdapterExamples.VERSION, new Verdict.Promoted("accuracy 0.79 before, 0.83 after"))),
        progress("failed", new TrainingState.Failed("category storm has no labels")));
  }

  private static GoldenMessage progress(String kind, TrainingState state) {
    return new GoldenMessage("training-progress-" + kind, TrainingExamples.progress(state));
  }

  private static List<GoldenMessage> adapters() {
    return List.of(
        new GoldenMessage(
            "adapter-published-promoted",
            AdapterExamples.published(new Verdict.Promoted("accuracy 0.55 before, 0.83 after"))),
        new GoldenMessage(
            "adapter-published-kept-back",
            AdapterExamples.published(new Verdict.KeptBack("recall fell by more than 0.02"))));
  }
}
