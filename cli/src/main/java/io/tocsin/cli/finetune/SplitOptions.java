package io.tocsin.cli.finetune;

import io.tocsin.cli.option.UsageError;
import io.tocsin.llama.data.HeldOutIds;
import io.tocsin.llama.data.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which rows are held out, to report on. */
final class SplitOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--val-ids",
      paramLabel = "FILE",
      description = "Hold out the rows with these ids: a JSON array, or one id a line.")
  private Optional<Path> ids;

  @Option(
      names = "--val-fraction",
      paramLabel = "SHARE",
      description = {
        "Hold out this share of the rows.",
        "Default: hold out each row whose part, a fixed function of its text, is gate: a tenth."
      })
  private Optional<Double> fraction;

  private enum Kind {
    GROUP,
    RANDOM
  }

  @Option(
      names = "--split",
      paramLabel = "group|random",
      description =
          "With --val-fraction: keep near-duplicates together (group, the default) or not.")
  private Optional<Kind> kind;

  @Option(
      names = "--split-seed",
      paramLabel = "N",
      description = "With --val-fraction: which rows. Default: --seed.")
  private Optional<Long> splitSeed;

  /**
   * A way to cut the data, in words.
   *
   * @param split the way
   * @param words for people and for the record
   */
  record Choice(Split split, String words) {
    /** Every row's part is a fixed function of its text. */
    static final Choice PARTS =
        new Choice(new Split.ByPart(), "parts: a fixed function of the normalised text");
  }

  /** Returns the way that the user chose. */
  Choice choice(long seed) throws IOException {
    UsageError.unless(
        command, ids.isEmpty() || fraction.isEmpty(), "give --val-ids or --val-fraction, not both");
    UsageError.unless(
        command,
        fraction.isPresent() || (kind.isEmpty() && splitSeed.isEmpty()),
        "--split and --split-seed need --val-fraction");
    if (ids.isPresent()) {
      return new Choice(HeldOutIds.read(ids.get()), "held-out ids of " + ids.get());
    }
    return fraction.map(share -> cut(share, splitSeed.orElse(seed))).orElse(Choice.PARTS);
  }

  private Choice cut(double share, long seed) {
    Kind chosen = kind.orElse(Kind.GROUP);
    Split split =
        UsageError.unless(
            command,
            () ->
                switch (chosen) {
                  case GROUP -> new Split.ByGroupFraction(share, seed);
                  case RANDOM -> new Split.ByFraction(share, seed);
                });
    String words =
        switch (chosen) {
          case GROUP -> "%s of the rows at random, near-duplicates together, seed %d";
          case RANDOM -> "%s of the rows at random, seed %d";
        };
    return new Choice(split, words.formatted(share, seed));
  }
}
