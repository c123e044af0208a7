package io.tocsin.llama.data;

/** What a tweet may be used for. */
public enum Part {
  /** It teaches. */
  TRAIN,
  /** It chooses the epoch. */
  SELECT,
  /** It judges champion and challenger. */
  GATE
}
