package io.tocsin.ingest.upload;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of the answer to an upload. Lines are counted from 1, blank ones too. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LineAnswer.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = LineAnswer.Rejected.class, name = "rejected"),
  @JsonSubTypes.Type(value = LineAnswer.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = LineAnswer.Complete.class, name = "complete"),
  @JsonSubTypes.Type(value = LineAnswer.Incomplete.class, name = "incomplete"),
})
@Schema(
    oneOf = {
      LineAnswer.Accepted.class,
      LineAnswer.Rejected.class,
      LineAnswer.Failed.class,
      LineAnswer.Complete.class,
      LineAnswer.Incomplete.class,
    },
    discriminatorProperty = "status")
public sealed interface LineAnswer {
  /** Kafka has acknowledged it. */
  record Accepted(long line, String id, int partition, long offset) implements LineAnswer {}

  /** It is no message; sent again as it is, it would be rejected again. */
  record Rejected(long line, String reason) implements LineAnswer {}

  /** Kafka did not acknowledge it; it should be sent again. */
  record Failed(long line, String reason) implements LineAnswer {}

  /**
   * The last line when every line was accepted, rejected or blank.
   *
   * @param lines all there were
   */
  record Complete(long lines, long blank, long accepted, long rejected) implements LineAnswer {}

  /**
   * The last line when the service read no further.
   *
   * @param lines those that were read
   */
  record Incomplete(
      String reason, long lines, long blank, long accepted, long rejected, long failed)
      implements LineAnswer {}
}
