package io.tocsin.trainer.process;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tocsin.messaging.rollout.Takeover;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What differs between one trainer and the next. */
@ConfigMapping(prefix = "tocsin")
public interface TrainerSettings {
  /** The base model's folder, in Hugging Face's layout. */
  @WithDefault("models/tiny-llama3")
  Path base();

  /** Where adapters lie, for all trainers and replicas: a directory, or s3://bucket/prefix. */
  @WithDefault(".tocsin/adapters")
  String adapters();

  /** How long a store that is away is asked again before a request fails; others wait meanwhile. */
  @WithDefault("10m")
  Duration storePatience();

  /** A directory of this process alone for what it fetches from a store elsewhere. */
  @WithDefault(".tocsin/cache/trainer")
  Path cache();

  /** A directory for checkpoints; if trainers share it, one goes on where another was killed. */
  @WithDefault(".tocsin/work")
  Path work();

  /**
   * Where to compute: auto (the first GPU, else the CPU), cpu, cuda or cuda:N, several with commas
   * between, all GPUs, or a number of them.
   */
  @WithDefault("auto")
  String device();

  /** What each of several devices holds: copies, layers, or auto: copies where the base fits. */
  @WithDefault("auto")
  String placement();

  /** How exactly: fp32, bf16 or fp8; by default what is usual on the device. */
  Optional<String> dtype();

  /** This trainer's name, which no other may bear; by default the host's. */
  Optional<String> replica();

  /**
   * What becomes of a new adapter that does better than the one in force: {@code shadow}, it stands
   * beside the active one until the monitor or a person promotes it, or {@code switch}, it answers
   * at once. An untrained head is replaced at once in either case.
   */
  @WithDefault("shadow")
  Takeover challenger();

  /** What labels may say, in the order of the head's rows; of two, the last is the positive one. */
  @WithDefault("not,disaster")
  List<String> categories();
}
