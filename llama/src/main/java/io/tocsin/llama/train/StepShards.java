package io.tocsin.llama.train;

import io.tocsin.llama.model.BaseModel;
import io.tocsin.llama.model.DeviceAdapter;
import io.tocsin.llama.model.GradientRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the batches of one optimiser step into the shards that are differentiated side by side. The
 * cut depends on the batch alone, never on the number of threads, so that a seed gives the same
 * bits on every number of cores.
 */
final class StepShards {
  /** On a CPU: so many rows at a time keep a core's cache busy but not overfull. */
  private static final int CPU_SHARD_ROWS = 8;

  private static final int CPU_MIN_SHARDS = 4;

  private final BaseModel model;
  private final int padTokenId;
  private final Hyperparameters hyperparameters;
  private final TokenizedRows rows;

  StepShards(BaseModel model, int padTokenId, Hyperparameters hyperparameters, TokenizedRows rows) {
    this.model = model;
    this.padTokenId = padTokenId;
    this.hyperparameters = hyperparameters;
    this.rows = rows;
  }

  /** Returns the requests of a step, counted from zero over the whole run. */
  List<GradientRequest> of(DeviceAdapter adapter, List<List<Integer>> batches, long step) {
    double totalWeight = batches.stream().mapToDouble(this::weight).sum();
    List<GradientRequest> shards = new ArrayList<>();
    for (List<Integer> batch : batches) {
      for (List<Integer> shard : EpochBatches.cut(batch, shardRows(batch.size()))) {
        long seed = Seeds.of(hyperparameters.seed(), step, shards.size());
        shards.add(request(adapter, shard, totalWeight, seed));
      }
    }
    return shards;
  }

  private int shardRows(int batchRows) {
    if (model.device().isGpu()) {
      return batchRows;
    }
    return Math.min(CPU_SHARD_ROWS, Math.ceilDiv(batchRows, CPU_MIN_SHARDS));
  }

  private double weight(List<Integer> batch) {
    List<Double> weights = hyperparameters.classWeights().values();
    return batch.stream().mapToDouble(row -> weights.get(rows.labels().get(row))).sum();
  }

  private GradientRequest request(
      DeviceAdapter adapter, List<Integer> shard, double totalWeight, long seed) {
    return new GradientRequest(
        rows.batch(shard, padTokenId),
        rows.labels(shard),
        hyperparameters.classWeights().toFloats(),
        totalWeight,
        hyperparameters.labelSmoothing(),
        hyperparameters.lora().dropout(),
        seed >>> 1,
        hyperparameters.recompute(),
        adapter);
  }
}
