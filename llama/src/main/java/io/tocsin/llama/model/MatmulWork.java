package io.tocsin.llama.model;

import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.checkpoint.LlamaConfig;
import java.util.EnumSet;
import java.util.Set;

/**
 * The useful work of classifying or training on a row: floating-point operations of the frozen
 * matrix products in the layers, two for each multiplication and addition. Embedding, norms,
 * attention's own products, LoRA and head are left out, and so are padding, recomputation, and the
 * rows that the last layer skips: only the pooled token goes through its q, o and feed-forward.
 *
 * <p>Source: Kaplan et al. 2020, Scaling Laws for Neural Language Models, section 2.1. A training
 * step costs twice the forward pass: the base is frozen, so its weights have no gradient and the
 * backward pass is one product a matrix, that by the input.
 */
public final class MatmulWork {
  private static final double FORWARD = 2;
  private static final double FORWARD_AND_BACKWARD = 4;

  private final double everyToken;
  private final double pooledToken;

  /** Counts the matrices of a configuration. */
  public MatmulWork(LlamaConfig config) {
    Set<Projection> keyValue = EnumSet.of(Projection.K, Projection.V);
    double all = numbers(EnumSet.allOf(Projection.class), config);
    double last = numbers(keyValue, config);
    this.everyToken = all * (config.layers() - 1) + last;
    this.pooledToken = all - last;
  }

  private static double numbers(Set<Projection> projections, LlamaConfig config) {
    return projections.stream()
        .mapToDouble(p -> (double) p.inFeatures(config) * p.outFeatures(config))
        .sum();
  }

  /**
   * Returns the operations of classifying rows.
   *
   * @param tokens real ones, of all rows together
   */
  public double classifying(long rows, long tokens) {
    return FORWARD * (everyToken * tokens + pooledToken * rows);
  }

  /** Returns the operations of a training step on rows, counted likewise. */
  public double training(long rows, long tokens) {
    return FORWARD_AND_BACKWARD * (everyToken * tokens + pooledToken * rows);
  }
}
