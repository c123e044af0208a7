package io.tocsin.cli.learning;

import io.tocsin.cli.client.MonitorClient;
import io.tocsin.llama.data.LabelledTweet;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The stream goes on, some tweets at a time, until the monitor has seen enough to decide. */
final class Rounds {
  /** So many more when the first ones did not settle it. */
  private static final int MORE = 30;

  private final List<LabelledTweet> arriving;
  private final LiveStream stream;
  private final MonitorClient monitor;
  private final Patience patience;
  private int sent;

  Rounds(
      List<LabelledTweet> arriving, LiveStream stream, MonitorClient monitor, Patience patience) {
    this.arriving = arriving;
    this.stream = stream;
    this.monitor = monitor;
    this.patience = patience;
  }

  /** Returns how many tweets there were so far. */
  int sent() {
    return sent;
  }

  /**
   * Goes on until something is decided.
   *
   * @param first so many tweets before the first look
   * @param decided finds what was decided
   * @param undecided hears what the monitor says while it waits
   * @throws IOException if the tweets are used up before
   * @throws TimeoutException if tags or figures do not come
   */
  <T> T until(int first, Supplier<Optional<T>> decided, Consumer<MonitorClient.Policy> undecided)
      throws IOException, TimeoutException {
    Optional<T> found = looked(stream.send(next(first)), decided);
    while (found.isEmpty()) {
      undecided.accept(monitor.policy());
      found = looked(stream.send(next(MORE)), decided);
    }
    return found.get();
  }

  /** Waits for what is decided, or for a look at all that was counted which decides nothing. */
  private <T> Optional<T> looked(Instant counted, Supplier<Optional<T>> decided)
      throws TimeoutException {
    return patience.until(
        "another look of the monitor at its figures",
        () -> {
          boolean looked = monitor.policy().at().isAfter(counted);
          Optional<T> found = decided.get(); // After the look, or it might be decided in between.
          return looked || found.isPresent() ? Optional.of(found) : Optional.empty();
        });
  }

  private List<LabelledTweet> next(int count) throws IOException {
    if (sent + count > arriving.size()) {
      throw new IOException(
          "all %d tweets of the new subject were sent, and the monitor has not decided. Give more: --data"
              .formatted(arriving.size()));
    }
    List<LabelledTweet> next = arriving.subList(sent, sent + count);
    sent += count;
    return next;
  }
}
