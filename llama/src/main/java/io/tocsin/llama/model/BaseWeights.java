package io.tocsin.llama.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** The base's weights in the order in which {@code llama.py} takes them. */
record BaseWeights(NDList list) {
  /** DJL makes one list argument of all neighbours of this name. */
  private static final String LIST = "base[]";

  BaseWeights {
    for (NDArray weight : list) {
      weight.setName(LIST);
    }
  }
}
