package io.tocsin.llama.safetensors;

/** Every way in which a safetensors file can be wrong. */
public enum Fault {
  /** The file ends within the eight bytes of the header length. */
  FILE_TOO_SHORT,
  /** The header length exceeds the format's 100 MB. */
  HEADER_TOO_LARGE,
  /** The header would end after the file does. */
  HEADER_OUT_OF_FILE,
  /** The header is not well-formed UTF-8. */
  NOT_UTF8,
  /** The header does not begin with an opening brace. */
  NOT_AN_OBJECT,
  /** The header is not well-formed JSON. */
  NOT_JSON,
  /** Something other than spaces follows the header's object. */
  TEXT_AFTER_HEADER,
  /** A tensor, or the metadata, is named twice. */
  DUPLICATE_NAME,
  /** A key occurs twice within one entry or within the metadata. */
  DUPLICATE_KEY,
  /** The metadata is not an object, or one of its values is not a string. */
  METADATA_NOT_STRINGS,
  /** An entry, or one of its values, has another JSON type than the format gives it. */
  WRONG_TYPE,
  /** An entry lacks its dtype, shape or data_offsets. */
  MISSING_KEY,
  /** An entry has a key other than dtype, shape and data_offsets. */
  UNKNOWN_KEY,
  /** An element type that the format does not have. */
  UNKNOWN_DTYPE,
  /** A dimension below zero. */
  NEGATIVE_DIMENSION,
  /** A data offset below zero. */
  NEGATIVE_OFFSET,
  /** A number, or the product of dimensions and element size, that 63 bits do not hold. */
  OVERFLOW,
  /** A tensor that ends before it begins. */
  OFFSETS_REVERSED,
  /** A tensor that ends after the file does. */
  OUT_OF_FILE,
  /** A tensor whose shape and dtype take another size than its offsets span. */
  SPAN_MISMATCH,
  /** Bytes between two tensors, or before the first, that belong to none. */
  HOLE,
  /** Bytes that belong to two tensors. */
  OVERLAP,
  /** Bytes after the last tensor. */
  TRAILING_BYTES
}
