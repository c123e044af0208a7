package io.tocsin.llama.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.data.ClassWeights;
import io.tocsin.llama.model.AdamW;
import io.tocsin.llama.model.BaseCopies;
import io.tocsin.llama.model.BaseModel;
import io.tocsin.llama.model.Gradient;
import io.tocsin.llama.model.GradientRequest;
import io.tocsin.llama.model.ThetaLayout;
import io.tocsin.llama.model.TrainableAdapter;
import io.tocsin.llama.model.TrainingState;
import io.tocsin.llama.torch.RowWorkers;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StepShardsTest {
  private static final int ROWS = 32;
  private static final int PAD_TOKEN = 1;

  private static BaseModel base;
  private static RowWorkers workers;

  private final TokenizedRows rows = rows();
  private final Settings settings = new Settings();

  @BeforeAll
  static void load() throws IOException {
    base = SmallBase.load();
    workers = new RowWorkers(2);
  }

  @AfterAll
  static void close() {
    workers.close();
    base.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 16, 32})
  void accumulatedBatchesEqualOneLargeBatch(int batchSize) {
    // Given
    settings.dropout = 0;
    settings.labelSmoothing = 0.1;
    settings.classWeights = ClassWeights.of(0.5, 2);
    Gradient whole = gradient(List.of(all()));

    // When
    Gradient accumulated = gradient(EpochBatches.cut(all(), batchSize));

    // Then
    assertEquals(whole.loss(), accumulated.loss(), 1e-5 * whole.loss());
    double largest = 0;
    for (int i = 0; i < whole.theta().length; i++) {
      largest = Math.max(largest, Math.abs(whole.theta()[i]));
    }
    assertTrue(largest > 0);
    assertArrayEquals(whole.theta(), accumulated.theta(), (float) (1e-5 * largest));
  }

  @Test
  void holdsEveryRowOnceWithTheWholeBatchsWeight() {
    settings.classWeights = ClassWeights.of(0.5, 2);
    double weight = rows.labels().stream().mapToDouble(settings.classWeights.values()::get).sum();
    List<GradientRequest> shards = shards(EpochBatches.cut(all(), 13), 0);

    assertEquals(ROWS, shards.stream().mapToInt(shard -> shard.batch().rows()).sum());
    assertTrue(shards.stream().allMatch(shard -> shard.totalWeight() == weight));
    long[] labels = shards.stream().flatMapToLong(s -> Arrays.stream(s.labels())).toArray();
    assertArrayEquals(rows.labels(all()), labels);
  }

  @Test
  void drawsDropoutAnewForEveryShardOfEveryStep() {
    Set<Long> seeds = new HashSet<>();
    int shards = 0;
    for (long step = 0; step < 100; step++) {
      for (GradientRequest shard : shards(EpochBatches.cut(all(), 16), step)) {
        assertEquals(settings.dropout, shard.dropout().probability());
        assertTrue(shard.dropout().seed() >= 0);
        // Every layer takes four seeds from here on.
        seeds.add(shard.dropout().seed() >> 16);
        shards++;
      }
    }
    assertEquals(shards, seeds.size());
  }

  @Test
  void sharesASmallBatchToo() {
    assertEquals(4, shards(List.of(all().subList(0, 4)), 0).size());
    assertEquals(1, shards(List.of(all().subList(0, 1)), 0).size());
  }

  private Gradient gradient(List<List<Integer>> batches) {
    try (TrainableAdapter adapter = adapter()) {
      return adapter.gradient(shards(batches, 0));
    }
  }

  private List<GradientRequest> shards(List<List<Integer>> batches, long step) {
    return new StepShards(BaseCopies.of(base), PAD_TOKEN, settings.build(), rows).of(batches, step);
  }

  private TrainableAdapter adapter() {
    LoraConfig lora = settings.build().lora();
    ThetaLayout layout = new ThetaLayout(base.config(), lora, 2);
    Random random = new Random(3);
    float[] theta = layout.trainable();
    for (int i = 0; i < theta.length; i++) {
      theta[i] *= (float) random.nextGaussian(0, 0.1);
    }
    return new TrainableAdapter(
        BaseCopies.of(base), layout, AdamW.DEFAULT, 0, TrainingState.begin(theta), workers);
  }

  private static List<Integer> all() {
    return IntStream.range(0, ROWS).boxed().toList();
  }

  private static TokenizedRows rows() {
    Random random = new Random(2);
    return new TokenizedRows(
        IntStream.range(0, ROWS)
            .mapToObj(_ -> random.ints(1 + random.nextInt(20), 2, 16_000).toArray())
            .toList(),
        IntStream.range(0, ROWS).mapToObj(_ -> random.nextInt(2)).toList());
  }
}
