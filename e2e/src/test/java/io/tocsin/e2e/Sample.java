package io.tocsin.e2e;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Columns;
import io.tocsin.llama.data.DatasetReader;
import io.tocsin.llama.data.LabelledTweet;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bundled tweets as lines that clients send. */
final class Sample {
  private Sample() {}

  static List<LabelledTweet> rows() throws IOException {
    return DatasetReader.read(
            Systems.HOME.resolve("samples/tweets.csv"), Columns.DEFAULT, Categories.DISASTER)
        .rows();
  }

  /** Returns a tweet under an id of its own. */
  static String tweet(String id, LabelledTweet row) {
    return json(Map.of("id", id, "text", row.text()));
  }

  static String label(LabelledTweet row) {
    Map<String, String> label = new LinkedHashMap<>();
    label.put("tweetId", row.id());
    label.put("text", row.text());
    if (!row.keyword().isBlank()) {
      label.put("keyword", row.keyword());
    }
    label.put("category", row.category());
    return json(label);
  }

  static String json(Map<String, String> object) {
    return JsonMapper.builder().build().valueToTree(object).toString();
  }
}
