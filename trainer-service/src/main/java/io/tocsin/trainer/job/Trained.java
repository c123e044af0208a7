package io.tocsin.trainer.job;

import io.tocsin.contracts.adapter.LabelSnapshot;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.data.LabelledTweet;
import java.nio.file.Path;
import java.util.List;

/**
 * A finished training.
 *
 * @param adapter what it came to
 * @param folder all that is to be stored
 * @param snapshot of the labels, which lie in the folder
 * @param gate the rows to judge it by
 */
record Trained(Adapter adapter, Path folder, LabelSnapshot snapshot, List<LabelledTweet> gate) {
  Trained {
    gate = List.copyOf(gate);
  }
}
