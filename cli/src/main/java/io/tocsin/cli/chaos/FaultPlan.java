package io.tocsin.cli.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Faults at moments that a seed decides. Moments are counted in tweets, not seconds: a plan is the
 * same on every machine.
 *
 * @param disruptions one after the other, never two at once
 * @param swaps beside them
 */
record FaultPlan(List<PlannedFault> disruptions, List<PlannedFault> swaps) {
  /** Disruptions leave the beginning and the end in peace, so that each happens under load. */
  private static final double FIRST = 0.1;

  private static final double LAST = 0.9;

  FaultPlan {
    disruptions = List.copyOf(disruptions);
    swaps = List.copyOf(swaps);
  }

  /** Draws a plan; the same terms draw the same. */
  static FaultPlan draw(ChaosTerms terms) {
    Random random = new Random(terms.seed());
    List<Fault> kinds = new ArrayList<>();
    kinds.addAll(times(terms.kills(), _ -> new Fault.Kill(random.nextInt(terms.replicas()))));
    kinds.addAll(times(terms.brokerStops(), _ -> new Fault.StopBroker()));
    kinds.addAll(times(terms.pauses(), _ -> new Fault.Pause(random.nextInt(terms.replicas()))));
    Collections.shuffle(kinds, random);
    List<Fault> swaps = times(terms.swaps(), number -> new Fault.Swap(number % 2));
    return new FaultPlan(
        placed(kinds, FIRST, LAST, terms.tweets(), random),
        placed(swaps, 0, 1, terms.tweets(), random));
  }

  /** Returns the plan in lines, in the order of its moments. */
  String text() {
    return String.join(
        "\n",
        Stream.concat(disruptions.stream(), swaps.stream())
            .sorted(Comparator.comparingInt(PlannedFault::atTweet))
            .map(
                planned ->
                    String.format(Locale.ROOT, "%,9d  %s", planned.atTweet(), planned.fault()))
            .toList());
  }

  private static List<Fault> times(int count, IntFunction<Fault> make) {
    return IntStream.range(0, count).mapToObj(make).toList();
  }

  /** Each has a stretch of the same length to itself, and a random place within it. */
  private static List<PlannedFault> placed(
      List<Fault> faults, double from, double to, int tweets, Random random) {
    List<PlannedFault> placed = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      double share = from + (to - from) * (i + random.nextDouble()) / faults.size();
      placed.add(new PlannedFault((int) (share * tweets), faults.get(i)));
    }
    return placed;
  }
}
