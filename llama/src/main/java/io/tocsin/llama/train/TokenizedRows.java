package io.tocsin.llama.train;

import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.model.TokenBatch;
import io.tocsin.llama.text.TextPreparation;
import java.util.List;

/**
 * Labelled rows as tokens.
 *
 * @param sequences token ids, special ones included
 * @param labels the index of each row's category
 */
record TokenizedRows(List<int[]> sequences, List<Integer> labels) {
  static TokenizedRows of(
      LoadedBase base,
      Categories categories,
      List<LabelledTweet> rows,
      Hyperparameters hyperparameters) {
    int limit = hyperparameters.maxTokens();
    TextPreparation preparation = hyperparameters.preparation();
    return new TokenizedRows(
        rows.stream().map(row -> base.tokens(preparation, row.tweet(), limit)).toList(),
        rows.stream().map(row -> categories.indexOf(row.category())).toList());
  }

  int size() {
    return sequences.size();
  }

  TokenBatch batch(List<Integer> rows, int padTokenId) {
    return TokenBatch.of(rows.stream().map(sequences::get).toList(), padTokenId);
  }

  long[] labels(List<Integer> rows) {
    return rows.stream().mapToLong(labels::get).toArray();
  }
}
