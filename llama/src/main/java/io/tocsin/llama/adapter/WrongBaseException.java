package io.tocsin.llama.adapter;

import io.tocsin.llama.checkpoint.BaseFingerprint;

/** An adapter that was trained on another base than the one it is to run on. */
public final class WrongBaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongBaseException(BaseFingerprint trainedOn, BaseFingerprint loaded) {
    super(
        "the adapter expects the base that it was trained on, %s, found %s:"
                .formatted(trainedOn, loaded)
            + " load that base, or train an adapter on this one");
  }
}
