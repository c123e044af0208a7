package io.tocsin.inference;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings as tests need them: the embedded base on a CPU. */
record TestSettings(Path base, String adapters, Path cache, Optional<String> replica, int maxTweets)
    implements InferenceSettings {
  static final Path TINY = Path.of("../models/tiny-llama3");

  static TestSettings of(Path adapters, String replica) {
    return of(adapters.toString(), adapters.resolveSibling("cache"), replica);
  }

  static TestSettings of(String adapters, Path cache, String replica) {
    return new TestSettings(TINY, adapters, cache, Optional.of(replica), 32);
  }

  @Override
  public String device() {
    return "cpu";
  }

  @Override
  public String placement() {
    return "auto";
  }

  @Override
  public Optional<String> dtype() {
    return Optional.empty();
  }

  @Override
  public OptionalInt threads() {
    return OptionalInt.empty();
  }

  @Override
  public List<String> categories() {
    return List.of("not", "disaster");
  }

  @Override
  public int maxTokens() {
    return 64;
  }

  @Override
  public Batch batch() {
    return new Batch() {
      @Override
      public int maxTweets() {
        return maxTweets;
      }

      @Override
      public Duration maxTime() {
        return Duration.ofSeconds(1);
      }
    };
  }

  @Override
  public Classify classify() {
    return new Classify() {
      @Override
      public int maxTexts() {
        return 4;
      }

      @Override
      public int maxCharacters() {
        return 100;
      }

      @Override
      public int maxWaiting() {
        return 64;
      }
    };
  }
}
