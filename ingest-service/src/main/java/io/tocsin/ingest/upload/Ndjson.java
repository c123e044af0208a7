package io.tocsin.ingest.upload;

/** Newline-delimited JSON. */
public final class Ndjson {
  public static final String MEDIA_TYPE = "application/x-ndjson";

  /** What clients must know about the answer. */
  public static final String DESCRIPTION =
      "A line for each line that is not blank, in their order, as soon as Kafka has acknowledged"
          + " it: read them while sending, for only so many lines are taken ahead. The last line's"
          + " status is complete or incomplete; without one the upload is incomplete. After an"
          + " incomplete one, send again from the first line that was not accepted or rejected.";

  private Ndjson() {}
}
