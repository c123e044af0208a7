package io.tocsin.inference.batch;

import io.tocsin.inference.model.PreparedText;
import io.tocsin.inference.model.Result;
import io.tocsin.inference.rollout.Lineup;
import io.tocsin.llama.classify.Classification;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Texts that somebody waits for.
 *
 * @param texts prepared for the active model
 * @param answer completed by the batch that takes the texts; whoever no longer waits cancels it
 */
public record OneOff(List<PreparedText> texts, CompletableFuture<Answer> answer) {
  /**
   * What the active model said.
   *
   * @param lineup who answered
   * @param results of the texts, in their order
   */
  public record Answer(Lineup lineup, List<Result<Classification>> results) {}

  public OneOff(List<PreparedText> texts) {
    this(texts, new CompletableFuture<>());
  }
}
