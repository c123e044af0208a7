package io.tocsin.llama.tokenizer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.llama.base.SmallBase;
import java.io.IOException;
import java.nio.file.Path;

/** A copy of the embedded base's {@code tokenizer.json}, for one test to alter. */
final class TokenizerJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  final ObjectNode root;

  TokenizerJson() throws IOException {
    this.root = (ObjectNode) JSON.readTree(SmallBase.TOKENIZER.toFile());
  }

  /** Renames an entry of the model's vocabulary, whose token keeps its id. */
  TokenizerJson rename(String from, String to) {
    ObjectNode vocabulary = (ObjectNode) root.path("model").path("vocab");
    vocabulary.set(to, vocabulary.remove(from));
    return this;
  }

  TokenizerJson withoutAddedTokens() {
    root.putArray("added_tokens");
    return this;
  }

  TokenizerJson addToken(int id, String content, boolean special) {
    ((ArrayNode) root.path("added_tokens"))
        .addObject()
        .put("id", id)
        .put("content", content)
        .put("single_word", false)
        .put("lstrip", false)
        .put("rstrip", false)
        .put("normalized", false)
        .put("special", special);
    return this;
  }

  TokenizerJson postProcessor(String json) throws IOException {
    root.set("post_processor", JSON.readTree(json));
    return this;
  }

  /** Frames every text with special tokens: either list may be empty. */
  TokenizerJson frame(String before, int beforeId, String after, int afterId) throws IOException {
    return postProcessor(
        """
        {"type": "TemplateProcessing",
         "single": [{"SpecialToken": {"id": "%1$s", "type_id": 0}},
                    {"Sequence": {"id": "A", "type_id": 0}},
                    {"SpecialToken": {"id": "%3$s", "type_id": 0}}],
         "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
         "special_tokens": {"%1$s": {"id": "%1$s", "ids": [%2$d], "tokens": ["%1$s"]},
                            "%3$s": {"id": "%3$s", "ids": [%4$d], "tokens": ["%3$s"]}}}
        """
            .formatted(before, beforeId, after, afterId));
  }

  Path write(Path folder) throws IOException {
    Path file = folder.resolve("tokenizer.json");
    JSON.writeValue(file.toFile(), root);
    return file;
  }
}
