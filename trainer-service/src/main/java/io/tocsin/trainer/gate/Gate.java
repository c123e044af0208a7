package io.tocsin.trainer.gate;

import io.tocsin.contracts.adapter.Comparison;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.metrics.McNemar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares a new adapter with the one in force. The new one is promoted exactly if it gets more of
 * the gate rows right.
 *
 * @param base of both
 * @param rows the gate rows, which neither was taught or chosen on; there may be none
 * @param categories of the rows
 */
public record Gate(LoadedBase base, List<LabelledTweet> rows, Categories categories) {
  public Gate {
    rows = List.copyOf(rows);
  }

  /** Judges; the same contenders are always judged alike. */
  public Judgement judge(Contender champion, Contender challenger) {
    if (rows.isEmpty()) {
      return new Judgement(
          keptBack("no gate row to judge by: about a tenth of all texts are, add labels"),
          Optional.empty(),
          HeldOut.NONE);
    }
    Answers after = Answers.of(base, challenger, rows, categories);
    HeldOut heldOut = HeldOut.of(rows, after.classifications());
    if (!champion.adapter().categories().equals(categories.names())) {
      String reason =
          "version %s in force tells %s apart, this one %s: they cannot be compared"
              .formatted(champion.version(), champion.adapter().categories(), categories.names());
      return new Judgement(keptBack(reason), Optional.empty(), heldOut);
    }
    Answers before = Answers.of(base, champion, rows, categories);
    return new Judgement(
        verdict(champion.version(), before, after),
        Optional.of(new Comparison(champion.version(), before.metrics(), after.metrics())),
        heldOut);
  }

  private static Verdict verdict(String against, Answers before, Answers after) {
    String reason = reason(against, before, after);
    return after.right() > before.right() ? new Verdict.Promoted(reason) : keptBack(reason);
  }

  private static String reason(String against, Answers before, Answers after) {
    int rows = after.labels().size();
    McNemar test = McNemar.of(after.truth(), before.predictions(), after.predictions());
    return String.format(
        Locale.ROOT,
        "%d of %d gate rows right (%.1f %%), version %s %d (%.1f %%); McNemar p %.2g",
        after.right(),
        rows,
        100.0 * after.right() / rows,
        against,
        before.right(),
        100.0 * before.right() / rows,
        test.pValue());
  }

  private static Verdict keptBack(String reason) {
    return new Verdict.KeptBack(reason);
  }
}
