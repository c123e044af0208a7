package io.tocsin.llama.model;

/** The type in which the base computes. LoRA and head stay fp32 and are cast inside. */
public enum Precision {
  FLOAT32("fp32", 6),
  BFLOAT16("bf16", 15);

  private final String label;
  private final int torchCode;

  Precision(String label, int torchCode) {
    this.label = label;
    this.torchCode = torchCode;
  }

  /** Returns the usual short name. */
  public String label() {
    return label;
  }

  /** Returns PyTorch's number of this scalar type. */
  int torchCode() {
    return torchCode;
  }
}
