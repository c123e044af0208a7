package io.tocsin.trainer.job;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.adapter.UntrainedHead;
import io.tocsin.llama.adapter.PeftFolder;
import io.tocsin.store.AdapterStore;
import io.tocsin.store.FolderDigest;
import io.tocsin.trainer.gate.Contender;
import io.tocsin.trainer.published.Published;
import java.io.IOException;
import java.nio.file.Path;

/** The adapter in force, ready to be compared with. */
final class Champions {
  private final Workshop workshop;
  private final AdapterStore store;

  /**
   * Prepares fetching.
   *
   * @param store the workshop's, or one that stands before it
   */
  Champions(Workshop workshop, AdapterStore store) {
    this.workshop = workshop;
    this.store = store;
  }

  /**
   * Fetches the adapter in force, or makes the untrained head.
   *
   * @param maxTokens for the untrained head, which was never trained with any
   * @throws IOException if it was never announced, or the store does not have it as announced
   */
  Contender inForce(Published published, int maxTokens) throws IOException {
    String version = published.activeVersion();
    if (version.equals(UntrainedHead.VERSION)) {
      return new Contender(
          version,
          io.tocsin.llama.base.UntrainedHead.on(workshop.base(), workshop.categories()),
          maxTokens);
    }
    AdapterPublished announced = published.adapters().get(version);
    if (announced == null) {
      throw new IOException(
          "version %s is in force, but topic adapters does not tell where it lies: write a rollout"
                  .formatted(version)
              + " that names one it knows");
    }
    Path folder = store.fetch(announced.uri(), new FolderDigest(announced.sha256()));
    return new Contender(
        version,
        PeftFolder.read(folder, workshop.base().config()),
        announced.hyperparameters().maxTokens());
  }
}
