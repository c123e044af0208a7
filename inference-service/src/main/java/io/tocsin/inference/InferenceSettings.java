package io.tocsin.inference;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The service's settings. */
@ConfigMapping(prefix = "tocsin")
public interface InferenceSettings {
  /** Returns the base model's folder, in Hugging Face's layout. */
  @WithDefault("models/tiny-llama3")
  Path base();

  /**
   * Returns where adapters lie, for all trainers and replicas: a directory, or s3://bucket/prefix.
   */
  @WithDefault(".tocsin/adapters")
  String adapters();

  /** Returns a directory of this process alone for what it fetches from a store elsewhere. */
  @WithDefault(".tocsin/cache/inference")
  Path cache();

  /**
   * Returns {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}, several with commas between,
   * {@code all} GPUs, or a number of them.
   */
  @WithDefault("auto")
  String device();

  /**
   * Returns what each of several devices holds: {@code copies}, {@code layers}, or {@code auto}:
   * copies where the base fits.
   */
  @WithDefault("auto")
  String placement();

  /** Returns {@code fp32}, {@code bf16} or {@code fp8}; without one, what is usual there. */
  Optional<String> dtype();

  /**
   * Returns how many CPU threads compute; without a number, one for each core. The model's runtime
   * reads it by itself: it is here so that it is known.
   */
  OptionalInt threads();

  /** Returns this replica's id, which no other may bear; without one, the host's name. */
  Optional<String> replica();

  /** Returns what adapters tell apart. */
  @WithDefault("not,disaster")
  List<String> categories();

  /** Returns after how many tokens a text is cut off. */
  @WithDefault("256")
  int maxTokens();

  Batch batch();

  Classify classify();

  /** What the model computes at once. */
  interface Batch {
    /** Returns how many texts at most. */
    @WithDefault("256")
    int maxTweets();

    /**
     * Returns how long a batch should take at most. The longer, the fewer transactions; the
     * shorter, the sooner a rollout takes effect.
     */
    @WithDefault("250ms")
    Duration maxTime();
  }

  /** Limits of {@code POST /classify}. */
  interface Classify {
    /** Returns how many texts a request may have. */
    @WithDefault("256")
    int maxTexts();

    /** Returns how many characters a text may have, or its keyword. */
    @WithDefault("10000")
    int maxCharacters();

    /** Returns how many texts may wait for the model before requests are turned away. */
    @WithDefault("1024")
    int maxWaiting();
  }
}
