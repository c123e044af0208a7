package io.tocsin.cli.client;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tocsin.contracts.Contract;

/** What became of a line of an upload; lines count from 1. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LineAnswer.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = LineAnswer.Rejected.class, name = "rejected"),
  @JsonSubTypes.Type(value = LineAnswer.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = LineAnswer.Complete.class, name = "complete"),
  @JsonSubTypes.Type(value = LineAnswer.Incomplete.class, name = "incomplete"),
})
public sealed interface LineAnswer {
  /** Kafka has it. */
  @Contract
  record Accepted(long line) implements LineAnswer {}

  /** It is no message, and never will be. */
  @Contract
  record Rejected(long line, String reason) implements LineAnswer {}

  /** Kafka does not have it. */
  @Contract
  record Failed(long line, String reason) implements LineAnswer {}

  /** The last answer: every line was accepted or rejected. */
  @Contract
  record Complete(long lines) implements LineAnswer {}

  /** The last answer: the service stopped taking lines. */
  @Contract
  record Incomplete(String reason) implements LineAnswer {}
}
