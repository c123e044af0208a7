package io.tocsin.monitor.quality;

import io.tocsin.monitor.drift.FigureDrift;
import io.tocsin.monitor.drift.Reference;
import io.tocsin.monitor.drift.References;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts as figures.
 *
 * @param references what the stream is compared with
 */
record QualityFigures(QualityRules rules, References references) {
  VersionQuality of(TallyKey key, Tally tally) {
    return new VersionQuality(
        key.version(),
        key.role(),
        key.window(rules.window()),
        tally.classifications(),
        tally.outcomes().metrics(rules.categories()),
        tally.outcomes().confusion(),
        drift(references.of(key.version()), tally));
  }

  private Map<String, FigureDrift> drift(Reference reference, Tally tally) {
    Map<String, FigureDrift> drift = new TreeMap<>();
    tally
        .figures()
        .forEach(
            (figure, counts) -> {
              if (reference.figures().containsKey(figure)) {
                FigureDrift.of(reference.figures().get(figure), counts.counts(), rules.drift())
                    .ifPresent(found -> drift.put(figure, found));
              }
            });
    return drift;
  }
}
