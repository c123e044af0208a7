package io.tocsin.llama.train;

import io.tocsin.llama.model.BaseCopies;
import io.tocsin.llama.model.Dropout;
import io.tocsin.llama.model.GradientRequest;
import io.tocsin.llama.model.Seeds;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the batches of one optimiser step into the shards that are differentiated side by side. On a
 * CPU the cut depends on the batch alone, never on the number of threads or of copies, so that a
 * seed gives the same bits on every number of cores. On GPUs each has one shard of a batch, and a
 * seed gives the same dropout on every number of them.
 */
final class StepShards {
  /** On a CPU: so many rows at a time keep a core's cache busy but not overfull. */
  private static final int CPU_SHARD_ROWS = 8;

  private static final int CPU_MIN_SHARDS = 4;

  private final BaseCopies base;
  private final boolean gpu;
  private final int padTokenId;
  private final Hyperparameters hyperparameters;
  private final TokenizedRows rows;

  StepShards(BaseCopies base, int padTokenId, Hyperparameters hyperparameters, TokenizedRows rows) {
    this.base = base;
    this.gpu = base.first().device().isGpu();
    this.padTokenId = padTokenId;
    this.hyperparameters = hyperparameters;
    this.rows = rows;
  }

  /** Returns the requests of a step, counted from zero over the whole run. */
  List<GradientRequest> of(List<List<Integer>> batches, long step) {
    double totalWeight = batches.stream().mapToDouble(this::weight).sum();
    List<GradientRequest> shards = new ArrayList<>();
    for (int batch = 0; batch < batches.size(); batch++) {
      int row = 0;
      for (List<Integer> shard : cut(batches.get(batch))) {
        Dropout dropout = gpu ? dropout(step, batch, row) : dropout(step, shards.size(), 0);
        shards.add(request(shard, totalWeight, dropout));
        row += shard.size();
      }
    }
    return shards;
  }

  private List<List<Integer>> cut(List<Integer> batch) {
    return EpochBatches.cut(
        batch,
        gpu
            ? Math.ceilDiv(batch.size(), base.devices())
            : Math.min(CPU_SHARD_ROWS, Math.ceilDiv(batch.size(), CPU_MIN_SHARDS)));
  }

  private Dropout dropout(long step, long piece, int firstRow) {
    long seed = Seeds.of(hyperparameters.seed(), step, piece) >>> 1;
    return new Dropout(hyperparameters.lora().dropout(), seed, firstRow);
  }

  private double weight(List<Integer> batch) {
    List<Double> weights = hyperparameters.classWeights().values();
    return batch.stream().mapToDouble(row -> weights.get(rows.labels().get(row))).sum();
  }

  private GradientRequest request(List<Integer> shard, double totalWeight, Dropout dropout) {
    return new GradientRequest(
        rows.batch(shard, padTokenId),
        rows.labels(shard),
        hyperparameters.classWeights().toFloats(),
        totalWeight,
        hyperparameters.labelSmoothing(),
        dropout,
        hyperparameters.recompute());
  }
}
