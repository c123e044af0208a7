package io.tocsin.cli.pipeline;

import io.tocsin.cli.outcome.Outcomes;
import java.util.Locale;

/**
 * Swaps under load.
 *
 * @param swaps that took effect
 * @param outcomes of all tweets that were sent
 * @param pauses of the batch loop at a switch while tweets waited, as the service counted them
 * @param pauseP99Seconds no more than this for 99 of 100 of them: the bound of a histogram's bucket
 * @param swapSeconds from writing a rollout to reading a committed tag under it
 */
record SwapsReport(
    int swaps, Outcomes outcomes, long pauses, double pauseP99Seconds, Quantiles swapSeconds) {

  String text() {
    return String.format(
        Locale.ROOT,
        """
        %,d swaps while %,d tweets were tagged: %s.
        Pause of the batch loop at %,d switches while tweets waited: p99 at most %.1f ms.
        From a rollout's record to a committed tag under it: p50 %.0f ms, p99 %.0f ms, max %.0f ms.""",
        swaps,
        outcomes.tweets(),
        outcomes.text(),
        pauses,
        1e3 * pauseP99Seconds,
        1e3 * swapSeconds.median(),
        1e3 * swapSeconds.p99(),
        1e3 * swapSeconds.max());
  }
}
