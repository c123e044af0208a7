package io.tocsin.llama.classify;

import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.BaseCopies;
import io.tocsin.llama.model.ThetaLayout;
import io.tocsin.llama.model.TokenBatch;
import io.tocsin.llama.text.TextPreparation;
import io.tocsin.llama.torch.RowWorkers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/** Classifies token sequences with any of several adapters on one base. Threads may share it. */
public final class TokenClassifier implements AutoCloseable {
  /** A CPU thread's activations of so many tokens stay near its cache. */
  private static final int CPU_BATCH_TOKENS = 512;

  /** Fewer leave a CPU's products too small. */
  private static final int CPU_LEAST_TOKENS = 128;

  /** Fewer leave a GPU's products too small; more may take too much of its memory. */
  private static final int GPU_ENOUGH_TOKENS = 4_096;

  private static final int GPU_BATCH_TOKENS = 16_384;

  private final BaseCopies base;
  private final int padTokenId;
  private final RowWorkers workers;

  /**
   * Prepares a base for classifying.
   *
   * @param base stays the caller's to close; its copies take batches in turn
   * @param padTokenId fills batches; any token of the vocabulary will do
   */
  public TokenClassifier(BaseCopies base, int padTokenId) {
    this.base = base;
    this.padTokenId = padTokenId;
    this.workers = base.workers();
  }

  /** Places an adapter given by its numbers, as training has them. */
  public ServedAdapter add(Categories categories, ThetaLayout layout, float[] theta) {
    return add(categories, layout, theta, TextPreparation.PLAIN);
  }

  ServedAdapter add(
      Categories categories, ThetaLayout layout, float[] theta, TextPreparation preparation) {
    return new ServedAdapter(base.placeToServe(layout, theta), categories, preparation);
  }

  /**
   * Classifies sequences, in any order inside and in the given order outside.
   *
   * @throws IllegalStateException if the adapter was retired
   */
  public List<Classification> classify(ServedAdapter adapter, List<int[]> sequences) {
    adapter.acquire();
    try {
      Classification[] results = new Classification[sequences.size()];
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (List<Integer> rows : batches(sequences)) {
        int part = tasks.size();
        tasks.add(() -> fill(adapter, part, sequences, rows, results));
      }
      workers.run(tasks);
      return Arrays.asList(results);
    } finally {
      adapter.release();
    }
  }

  private List<List<Integer>> batches(List<int[]> sequences) {
    if (base.first().device().isGpu()) {
      int most = LengthBatches.evenly(sequences, GPU_BATCH_TOKENS, base.devices());
      return LengthBatches.cut(sequences, GPU_ENOUGH_TOKENS, most);
    }
    return LengthBatches.taper(sequences, CPU_LEAST_TOKENS, CPU_BATCH_TOKENS);
  }

  private boolean fill(
      ServedAdapter adapter,
      int part,
      List<int[]> sequences,
      List<Integer> rows,
      Classification[] results) {
    List<int[]> batch = rows.stream().map(sequences::get).toList();
    TokenBatch padded = TokenBatch.of(batch, padTokenId);
    float[] logits = base.ofPart(part).logits(padded, adapter.ofPart(part));
    int categories = adapter.categories().size();
    for (int i = 0; i < rows.size(); i++) {
      float[] row = Arrays.copyOfRange(logits, i * categories, (i + 1) * categories);
      results[rows.get(i)] = classification(adapter.categories(), row, batch.get(i).length);
    }
    return true;
  }

  private static Classification classification(Categories names, float[] logits, int tokens) {
    double[] probabilities = Softmax.of(logits);
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    List<Double> exact = new ArrayList<>();
    for (float logit : logits) {
      exact.add((double) logit);
    }
    return new Classification(
        names.names().get(best),
        probabilities[best],
        Arrays.stream(probabilities).boxed().toList(),
        exact,
        tokens);
  }

  @Override
  public void close() {
    workers.close();
  }
}
