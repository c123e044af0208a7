package io.tocsin.trainer.job;

import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.store.StoredAdapter;
import io.tocsin.trainer.gate.Contender;
import io.tocsin.trainer.gate.Gate;
import io.tocsin.trainer.gate.Judgement;
import io.tocsin.trainer.label.UnreadableLabel;
import io.tocsin.trainer.published.Published;
import java.util.List;

/** How a job ended. */
public sealed interface Outcome {
  /**
   * An adapter is in the store, judged against the one in force.
   *
   * @param stored where it lies
   * @param snapshot of the labels
   * @param contender the adapter itself
   * @param gate what it is judged by
   * @param judgement what came out
   * @param published what was published when it was judged
   * @param deadLetters labels that nobody has written to the dead letters yet
   */
  record Finished(
      StoredAdapter stored,
      LabelSnapshot snapshot,
      Contender contender,
      Gate gate,
      Judgement judgement,
      Published published,
      List<UnreadableLabel> deadLetters)
      implements Outcome {
    public Finished {
      deadLetters = List.copyOf(deadLetters);
    }
  }

  /**
   * There will be no adapter.
   *
   * @param reason for the person who asked
   */
  record Failed(String reason) implements Outcome {}

  /** The request's adapter was published before: nothing is left to do. */
  record AlreadyPublished() implements Outcome {}

  /** It was stopped; somebody else goes on. */
  record Cancelled() implements Outcome {}
}
