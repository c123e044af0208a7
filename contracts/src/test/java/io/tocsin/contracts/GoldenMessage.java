package io.tocsin.contracts;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message, and the file that holds what it looks like in JSON.
 *
 * @param file its name, without ending
 * @param message whose class is named as the message is in the AsyncAPI document
 */
record GoldenMessage(String file, Object message) {
  JsonNode json() {
    return Json.golden(file);
  }

  Class<?> type() {
    return message.getClass();
  }

  String schema() {
    return type().getSimpleName();
  }

  @Override
  public String toString() {
    return file;
  }
}
