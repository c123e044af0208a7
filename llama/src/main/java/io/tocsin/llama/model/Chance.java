package io.tocsin.llama.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.tocsin.llama.checkpoint.LlamaConfig;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What {@code llama.py} draws dropout from: on a CPU a generator's seed, on a GPU keys to hash. */
sealed interface Chance {
  /** Returns the program's argument for rows. */
  NDList of(NDManager scope, Dropout dropout, TokenBatch batch);

  static Chance on(Device device, NDManager owner, LlamaConfig config) {
    return device.isGpu() ? new Keys(owner.create(Keys.columns(config)), config) : new Seed();
  }

  private static NDList list(NDArray... arrays) {
    for (NDArray array : arrays) {
      array.setName("chance[]");
    }
    return new NDList(arrays);
  }

  /** The seed of a generator. */
  record Seed() implements Chance {
    @Override
    public NDList of(NDManager scope, Dropout dropout, TokenBatch batch) {
      NDManager host = scope.newSubManager(Device.cpu());
      return list(host.create(new long[] {dropout.seed()}));
    }
  }

  /**
   * A key of each token, of each place where a layer drops, and of each column.
   *
   * @param columns their keys, always the same
   */
  record Keys(NDArray columns, LlamaConfig config) implements Chance {
    private static final int PLACES_IN_A_LAYER = 4;
    private static final long OF_PLACES = -1;
    private static final long OF_COLUMNS = 1;

    @Override
    public NDList of(NDManager scope, Dropout dropout, TokenBatch batch) {
      int[] tokens = tokens(dropout, batch.rows(), batch.width());
      return list(scope.create(tokens), scope.create(places(dropout, config)), columns);
    }

    /** Returns odd numbers, position by position [width * rows]. */
    static int[] tokens(Dropout dropout, int rows, int width) {
      int[] keys = new int[width * rows];
      for (int row = 0; row < rows; row++) {
        long seed = Seeds.of(dropout.seed(), dropout.firstRow() + row);
        SplittableRandom random = new SplittableRandom(seed);
        for (int position = 0; position < width; position++) {
          keys[position * rows + row] = random.nextInt() | 1;
        }
      }
      return keys;
    }

    /** Returns even numbers: a token's key stays odd when it meets one [4 * layers]. */
    static int[] places(Dropout dropout, LlamaConfig config) {
      SplittableRandom random = new SplittableRandom(Seeds.of(dropout.seed(), OF_PLACES));
      return IntStream.generate(() -> random.nextInt() & ~1)
          .limit((long) PLACES_IN_A_LAYER * config.layers())
          .toArray();
    }

    /** Returns odd numbers [width of the widest input]. */
    static int[] columns(LlamaConfig config) {
      SplittableRandom random = new SplittableRandom(OF_COLUMNS);
      int widest = Math.max(config.hiddenSize(), config.queryWidth());
      return IntStream.generate(() -> random.nextInt() | 1)
          .limit(Math.max(widest, config.intermediateSize()))
          .toArray();
    }
  }
}
