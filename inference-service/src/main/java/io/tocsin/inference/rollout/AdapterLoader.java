package io.tocsin.inference.rollout;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.inference.model.TweetModel;
import java.io.IOException;

/** Makes adapters ready to classify. */
public interface AdapterLoader {
  /** Returns version 0: the base with an untrained head. */
  TweetModel untrained();

  /**
   * Loads a published adapter and has it answer once.
   *
   * @throws RefusedAdapterException if it is not what was published, does not fit, or does not work
   * @throws IOException if it cannot be read now; later it may be
   */
  TweetModel load(AdapterPublished adapter) throws RefusedAdapterException, IOException;
}
