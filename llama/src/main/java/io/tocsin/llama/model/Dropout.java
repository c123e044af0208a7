package io.tocsin.llama.model;

/**
 * LoRA dropout of some rows.
 *
 * @param probability 0 to evaluate
 * @param seed of the random numbers, not negative
 * @param firstRow the place of the first of the rows among those that share the seed. On a GPU a
 *     row drops what its seed and place say, however a batch is cut; on a CPU it counts for nothing
 */
public record Dropout(double probability, long seed, int firstRow) {
  public static final Dropout NONE = new Dropout(0, 0, 0);
}
