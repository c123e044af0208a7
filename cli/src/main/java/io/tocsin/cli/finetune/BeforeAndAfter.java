package io.tocsin.cli.finetune;

import io.tocsin.cli.evaluate.Figures;
import io.tocsin.cli.evaluate.FiguresTable;
import java.util.List;
import java.util.Optional;

/**
 * Figures on the held-out rows; there are none without such rows.
 *
 * @param before of the untrained head
 * @param after of the trained adapter
 */
record BeforeAndAfter(Optional<Figures> before, Optional<Figures> after) {
  String text() {
    if (before.isEmpty() || after.isEmpty()) {
      return "no rows are held out: nothing to report on";
    }
    return FiguresTable.of(List.of("before", "after"), List.of(before.get(), after.get()));
  }
}
