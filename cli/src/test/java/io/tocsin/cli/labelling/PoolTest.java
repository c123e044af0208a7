package io.tocsin.cli.labelling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tocsin.llama.data.LabelledTweet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoolTest {
  private static final List<LabelledTweet> TWEETS =
      IntStream.range(0, 100)
          .mapToObj(i -> new LabelledTweet("t" + i, "", "text " + i, "not"))
          .toList();

  @Test
  void drawsTheSameForASeedAndNothingTwice() {
    Pool pool = new Pool(TWEETS, 1);
    List<LabelledTweet> drawn = pool.draw(60);

    assertEquals(drawn, new Pool(TWEETS, 1).draw(60));
    assertNotEquals(drawn, new Pool(TWEETS, 2).draw(60));
    assertEquals(40, pool.waiting().size());
    assertEquals(100, IntStream.of(60, pool.draw(60).size()).sum());
  }

  @Test
  void takesTheLeastCertainOfTheNewestVersion() {
    Pool pool = new Pool(TWEETS, 1);
    pool.tagged(says(Map.of("t1", 0.5)));
    pool.tagged(says(Map.of("t2", 0.45, "t3", 0.6)));

    assertEquals(List.of("t2", "t3"), ids(pool.first(Order.UNCERTAIN, 2)));
  }

  @Test
  void takesWhatTheNewestDisputesAndThenTheLeastCertainOfTheOneBefore() {
    Pool pool = new Pool(TWEETS, 1);
    pool.tagged(says(Map.of("t1", 0.55)));
    assertEquals(List.of("t1"), ids(pool.first(Order.DISPUTED, 1)));

    pool.tagged(says(Map.of("t4", 0.51)));
    pool.tagged(says(Map.of("t2", 0.1, "t3", 0.3)));

    assertEquals(List.of("t2", "t3", "t4"), ids(pool.first(Order.DISPUTED, 3)));
  }

  /** All are surely disasters but the given ones. */
  private static Map<String, Map<String, Double>> says(Map<String, Double> doubtful) {
    return TWEETS.stream()
        .map(LabelledTweet::id)
        .collect(
            Collectors.toMap(
                id -> id,
                id -> {
                  double disaster = doubtful.getOrDefault(id, 0.99);
                  return Map.of("disaster", disaster, "not", 1 - disaster);
                }));
  }

  private static List<String> ids(List<LabelledTweet> tweets) {
    return tweets.stream().map(LabelledTweet::id).toList();
  }
}
