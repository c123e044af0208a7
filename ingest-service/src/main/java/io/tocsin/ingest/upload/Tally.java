package io.tocsin.ingest.upload;

import java.util.Optional;

/** How many lines came to what. */
final class Tally {
  private long blank;
  private long accepted;
  private long rejected;
  private long failed;

  void blank() {
    blank++;
  }

  void add(LineAnswer answer) {
    switch (answer) {
      case LineAnswer.Accepted _ -> accepted++;
      case LineAnswer.Rejected _ -> rejected++;
      case LineAnswer.Failed _ -> failed++;
      case LineAnswer.Complete _, LineAnswer.Incomplete _ -> {}
    }
  }

  /**
   * Returns the last line.
   *
   * @param shortfall why no more was read, if that was not the end
   */
  LineAnswer summary(Optional<String> shortfall) {
    long lines = blank + accepted + rejected + failed;
    return shortfall
        .<LineAnswer>map(
            reason -> new LineAnswer.Incomplete(reason, lines, blank, accepted, rejected, failed))
        .orElseGet(() -> new LineAnswer.Complete(lines, blank, accepted, rejected));
  }
}
