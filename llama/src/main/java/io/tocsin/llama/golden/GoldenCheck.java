package io.tocsin.llama.golden;

import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.data.ClassWeights;
import io.tocsin.llama.model.AdamW;
import io.tocsin.llama.model.BaseCopies;
import io.tocsin.llama.model.BaseModel;
import io.tocsin.llama.model.DeviceAdapter;
import io.tocsin.llama.model.Dropout;
import io.tocsin.llama.model.Gradient;
import io.tocsin.llama.model.GradientRequest;
import io.tocsin.llama.model.ThetaLayout;
import io.tocsin.llama.model.TokenBatch;
import io.tocsin.llama.model.TrainableAdapter;
import io.tocsin.llama.model.TrainingState;
import io.tocsin.llama.safetensors.SafetensorsFile;
import io.tocsin.llama.safetensors.Tensor;
import io.tocsin.llama.tokenizer.TweetTokenizer;
import io.tocsin.llama.torch.RowWorkers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Compares base and adapter with what Transformers and PEFT computed for the same. */
public final class GoldenCheck {
  private static final String GRADIENTS = "grads_first8.safetensors";
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final Path folder;
  private final Golden golden;
  private final BaseCopies base;
  private final ThetaLayout layout;
  private final float[] theta;
  private final boolean recompute;

  private record Worst(String name, double difference) {}

  /**
   * Prepares a comparison.
   *
   * @param folder holds golden.json and grads_first8.safetensors
   * @param base whose copies and devices share every batch
   * @param recompute whether gradients are computed with layers run again
   */
  public GoldenCheck(Path folder, BaseCopies base, Adapter adapter, boolean recompute)
      throws IOException {
    this.folder = folder;
    this.golden = Golden.read(folder);
    this.base = base;
    this.layout =
        new ThetaLayout(base.first().config(), adapter.lora(), adapter.categories().size());
    this.theta = layout.pack(adapter.tensors());
    this.recompute = recompute;
  }

  /** Computes everything anew and compares. */
  public GoldenReport run(Optional<TweetTokenizer> tokenizer) throws IOException {
    try (RowWorkers workers = base.workers()) {
      Gradient gradient;
      try (TrainableAdapter adapter = trainable(workers)) {
        gradient = adapter.gradient(shards(0, Golden.GRADIENT_ROWS));
      }
      Worst worst = gradients(gradient);
      return new GoldenReport(
          golden.labels().size(),
          tokenizer.map(this::tokens).orElse(GoldenReport.Tokens.GIVEN),
          logits(),
          relative(gradient.loss(), golden.lossOfFirst()),
          worst.difference(),
          worst.name(),
          adamW(workers),
          GoldenReport.bound(base.first().precision()));
    }
  }

  private TrainableAdapter trainable(RowWorkers workers) {
    Golden.Run run = golden.adamW();
    AdamW adamW =
        new AdamW(
            run.betas().get(0),
            run.betas().get(1),
            run.eps(),
            run.weightDecay(),
            run.maxGradNorm());
    return new TrainableAdapter(base, layout, adamW, 0, TrainingState.begin(theta), workers);
  }

  private GoldenReport.Tokens tokens(TweetTokenizer tokenizer) {
    boolean equal =
        IntStream.range(0, golden.texts().size())
            .allMatch(
                row ->
                    Arrays.equals(
                        golden.sequences().get(row),
                        tokenizer.encode(golden.texts().get(row), UNLIMITED)));
    return equal ? GoldenReport.Tokens.EQUAL : GoldenReport.Tokens.DIFFERENT;
  }

  /** Both as training has the adapter, and as it is served. */
  private double logits() {
    BaseModel copy = base.all().getLast();
    return Math.max(
        logits(copy, copy.place(layout, theta)), logits(copy, copy.placeToServe(layout, theta)));
  }

  private double logits(BaseModel copy, DeviceAdapter adapter) {
    float[] found;
    try (adapter) {
      found = copy.logits(TokenBatch.of(golden.sequences(), padTokenId()), adapter);
    }
    double[] expected =
        golden.logits().stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
    return largest(expected.length, i -> Math.abs(expected[i] - found[i]));
  }

  private int padTokenId() {
    LlamaConfig config = base.first().config();
    return config.eosTokenIds().isEmpty() ? 0 : config.eosTokenIds().getFirst();
  }

  /** A part of the rows for every device. */
  private List<GradientRequest> shards(int from, int to) {
    int rows = Math.ceilDiv(to - from, base.devices());
    double weight = weight(golden.labels().subList(from, to));
    return IntStream.iterate(from, start -> start < to, start -> start + rows)
        .mapToObj(start -> rows(start, Math.min(to, start + rows), weight))
        .toList();
  }

  private double weight(List<Integer> labels) {
    return labels.stream().mapToDouble(golden.classWeights()::get).sum();
  }

  private GradientRequest rows(int from, int to, double totalWeight) {
    List<Integer> labels = golden.labels().subList(from, to);
    return new GradientRequest(
        TokenBatch.of(golden.sequences().subList(from, to), padTokenId()),
        labels.stream().mapToLong(Integer::longValue).toArray(),
        new ClassWeights(golden.classWeights()).toFloats(),
        totalWeight,
        0,
        Dropout.NONE,
        recompute);
  }

  private Worst gradients(Gradient gradient) throws IOException {
    Worst worst = new Worst("none", 0);
    try (SafetensorsFile stored = SafetensorsFile.open(folder.resolve(GRADIENTS))) {
      for (Map.Entry<String, Tensor> found : layout.unpack(gradient.theta()).entrySet()) {
        float[] expected = stored.tensor(found.getKey()).toFloats();
        float[] actual = found.getValue().toFloats();
        double difference = norm(expected.length, i -> expected[i] - actual[i]);
        double relative = difference / norm(expected.length, i -> expected[i]);
        if (!(relative <= worst.difference())) {
          worst = new Worst(found.getKey(), relative);
        }
      }
    }
    return worst;
  }

  private double adamW(RowWorkers workers) {
    Golden.Run run = golden.adamW();
    double worst = 0;
    try (TrainableAdapter adapter = trainable(workers)) {
      for (int step = 0; step < run.steps(); step++) {
        int from = step * run.batch() % golden.labels().size();
        double loss = adapter.step(shards(from, from + run.batch()), run.lr()).loss();
        worst = Math.max(worst, relative(loss, run.losses().get(step)));
      }
    }
    return worst;
  }

  private static double relative(double found, double expected) {
    return Math.abs(found - expected) / Math.abs(expected);
  }

  private static double largest(int count, IntToDoubleFunction values) {
    return IntStream.range(0, count).mapToDouble(values).max().orElseThrow();
  }

  private static double norm(int count, IntToDoubleFunction values) {
    return Math.sqrt(
        IntStream.range(0, count).mapToDouble(values).map(value -> value * value).sum());
  }
}
