package io.tocsin.trainer.progress;

import java.util.Locale;

/** How a job ended, as metrics and traces name it. */
public enum JobEnd {
  PROMOTED,
  KEPT_BACK,
  FAILED,
  ALREADY_PUBLISHED,
  CANCELLED;

  /** Returns its name as a label's value. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
