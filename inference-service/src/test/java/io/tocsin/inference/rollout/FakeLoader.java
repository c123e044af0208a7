package io.tocsin.inference.rollout;

import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.inference.model.FakeModel;
import io.tocsin.inference.model.TweetModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads fake models, and refuses or fails on versions as it is told to. */
final class FakeLoader implements AdapterLoader {
  private final Map<String, FakeModel> models = new HashMap<>();
  private final Map<String, String> bad = new HashMap<>();
  private final List<String> loaded = new ArrayList<>();
  private Optional<IOException> outage = Optional.empty();

  /** Returns the model that was loaded last for a version. */
  FakeModel model(String version) {
    return models.get(version);
  }

  /** Returns the versions that were loaded, in their order. */
  List<String> loaded() {
    return loaded;
  }

  void refuse(String version, String reason) {
    bad.put(version, reason);
  }

  void repair(String version) {
    bad.remove(version);
  }

  void outage(Optional<IOException> trouble) {
    outage = trouble;
  }

  @Override
  public TweetModel untrained() {
    return made("0");
  }

  @Override
  public TweetModel load(AdapterPublished adapter) throws RefusedAdapterException, IOException {
    if (outage.isPresent()) {
      throw outage.get();
    }
    if (bad.containsKey(adapter.version())) {
      throw new RefusedAdapterException(adapter.version(), bad.get(adapter.version()));
    }
    return made(adapter.version());
  }

  private FakeModel made(String version) {
    FakeModel model = new FakeModel();
    models.put(version, model);
    loaded.add(version);
    return model;
  }
}
