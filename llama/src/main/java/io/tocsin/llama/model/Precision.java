package io.tocsin.llama.model;

/** The type in which the base computes. LoRA and head stay fp32 and are cast inside. */
public enum Precision {
  FLOAT32("fp32", 6, 4),
  BFLOAT16("bf16", 15, 2);

  private final String label;
  private final int torchCode;
  private final int bytes;

  Precision(String label, int torchCode, int bytes) {
    this.label = label;
    this.torchCode = torchCode;
    this.bytes = bytes;
  }

  /** Returns the usual short name. */
  public String label() {
    return label;
  }

  /** Returns the size of a number. */
  public int bytes() {
    return bytes;
  }

  /** Returns PyTorch's number of this scalar type. */
  int torchCode() {
    return torchCode;
  }
}
