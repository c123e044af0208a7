package io.tocsin.inference.model;

import io.tocsin.llama.text.TextPreparation;
import io.tocsin.llama.text.TweetText;
import java.util.ArrayList;
import java.util.List;

/** A text with its tokens, which only models that prepare texts alike can use. */
public final class PreparedText {
  private final TweetText text;
  private final TextPreparation preparation;
  private final int[] tokens;

  private PreparedText(TweetText text, TextPreparation preparation, int[] tokens) {
    this.text = text;
    this.preparation = preparation;
    this.tokens = tokens;
  }

  /** Returns the text itself. */
  public TweetText text() {
    return text;
  }

  /** Tokenises texts for a model. */
  public static List<PreparedText> of(TweetModel model, List<TweetText> texts) {
    List<int[]> tokens = model.tokens(texts);
    List<PreparedText> prepared = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      prepared.add(new PreparedText(texts.get(i), model.preparation(), tokens.get(i)));
    }
    return prepared;
  }

  /** Returns the tokens of texts, made anew where they were made for another kind of model. */
  static List<int[]> tokens(TweetModel model, List<PreparedText> texts) {
    if (texts.stream().allMatch(text -> text.preparation == model.preparation())) {
      return texts.stream().map(text -> text.tokens).toList();
    }
    return model.tokens(texts.stream().map(text -> text.text).toList());
  }
}
