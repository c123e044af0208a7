package io.tocsin.trainer.job;

import io.tocsin.store.AdapterStore;
import io.tocsin.store.FolderDigest;
import io.tocsin.store.StoredAdapter;
import io.tocsin.store.WrongAdapterException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * A store that is asked again while it is away: a short outage must not cost hours of training. It
 * is not asked for ever, since other requests wait.
 */
final class PatientStore implements AdapterStore {
  private static final Logger LOG = Logger.getLogger(PatientStore.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final AdapterStore store;
  private final Duration patience;
  private final Cancellation cancellation;

  /**
   * Wraps a store.
   *
   * @param patience how long a request is repeated; then its last failure is thrown
   * @param cancellation ends the waiting
   */
  PatientStore(AdapterStore store, Duration patience, Cancellation cancellation) {
    this.store = store;
    this.patience = patience;
    this.cancellation = cancellation;
  }

  private interface StoreRequest<T> {
    T send() throws IOException;
  }

  @Override
  public StoredAdapter put(String version, Path folder) throws IOException {
    return patiently(() -> store.put(version, folder));
  }

  @Override
  public Path fetch(URI uri, FolderDigest expected) throws IOException {
    return patiently(() -> store.fetch(uri, expected));
  }

  private <T> T patiently(StoreRequest<T> request) throws IOException {
    long begin = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return request.send();
      } catch (WrongAdapterException | FileAlreadyExistsException e) {
        throw e; // Asking again would not help.
      } catch (IOException e) {
        Duration left = patience.minusNanos(System.nanoTime() - begin);
        if (!left.isPositive()) {
          throw e;
        }
        LOG.warnf(
            "the adapter store is away, trying again for %d s at most: %s", left.toSeconds(), e);
        cancellation.pause(shorter(pause, left));
        pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
