package io.tocsin.llama.base;

import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.InitialTheta;
import io.tocsin.llama.model.ThetaLayout;
import io.tocsin.llama.text.TextPreparation;
import java.util.EnumSet;
import java.util.Optional;

/**
 * What answers before anything was trained: the base with a random head, the same wherever the base
 * is the same.
 */
public final class UntrainedHead {
  /** An adapter must have some; its second factor is zero, so it changes nothing. */
  private static final LoraConfig NO_CHANGE =
      new LoraConfig(1, 1, 0, false, EnumSet.of(Projection.Q));

  private UntrainedHead() {}

  /** Returns the base's untrained adapter, seeded from the base's fingerprint. */
  public static Adapter on(LoadedBase base, Categories categories) {
    ThetaLayout layout = new ThetaLayout(base.config(), NO_CHANGE, categories.size());
    long seed = Long.parseUnsignedLong(base.fingerprint().hex().substring(0, 16), 16);
    return new Adapter(
        NO_CHANGE,
        categories.names(),
        layout.unpack(InitialTheta.draw(layout, seed)),
        Optional.of(base.fingerprint()),
        TextPreparation.PLAIN);
  }
}
