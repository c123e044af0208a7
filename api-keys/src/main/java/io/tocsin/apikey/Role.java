package io.tocsin.apikey;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a caller may do. None includes another. */
public enum Role {
  /** Have texts classified, and see tweets, figures, alerts and who answers. */
  READ(Name.READ),
  /** Hand over tweets and labels, and delete them. */
  WRITE(Name.WRITE),
  /** Decide who answers, ask for trainings, and see both. */
  OPERATE(Name.OPERATE);

  private final String text;

  Role(String text) {
    this.text = text;
  }

  /** The names, for annotations. */
  public static final class Name {
    public static final String READ = "read";
    public static final String WRITE = "write";
    public static final String OPERATE = "operate";

    private Name() {}
  }

  @JsonValue
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
