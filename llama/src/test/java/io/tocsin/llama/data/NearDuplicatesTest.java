package io.tocsin.llama.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearDuplicatesTest {
  private static final LabelledTweet FIRE = tweet("1", "Fire in town http://t.co/a", "disaster");
  private static final LabelledTweet FIRE_AGAIN = tweet("2", "@bob fire in TOWN", "disaster");
  private static final LabelledTweet FIRE_DENIED = tweet("3", "fire in town 7", "not");
  private static final LabelledTweet SUN = tweet("4", "sun", "not");
  private static final LabelledTweet SUN_AGAIN = tweet("5", "Sun", "not");
  private static final LabelledTweet ALONE = tweet("6", "moon", "not");

  @Test
  void countsGroupsRowsAndContradictions() {
    NearDuplicates found =
        NearDuplicates.of(List.of(FIRE, SUN, FIRE_AGAIN, ALONE, FIRE_DENIED, SUN_AGAIN));

    assertEquals(new NearDuplicates(6, 2, 5, 1), found);
    assertEquals(5 / 6.0, found.share());
  }

  @Test
  void findsNoneAmongNoRows() {
    NearDuplicates found = NearDuplicates.of(List.of());

    assertEquals(new NearDuplicates(0, 0, 0, 0), found);
    assertEquals(0, found.share());
  }

  @Test
  void countsHeldOutRowsThatTrainingHasSeen() {
    int leaked =
        NearDuplicates.leakage(List.of(FIRE, ALONE), List.of(FIRE_AGAIN, FIRE_DENIED, SUN));

    assertEquals(2, leaked);
  }

  @Test
  void refusesImpossibleCounts() {
    assertThrows(IllegalArgumentException.class, () -> new NearDuplicates(6, 2, 3, 0));
    assertThrows(IllegalArgumentException.class, () -> new NearDuplicates(6, 2, 7, 0));
    assertThrows(IllegalArgumentException.class, () -> new NearDuplicates(6, 2, 5, 3));
  }

  private static LabelledTweet tweet(String id, String text, String category) {
    return new LabelledTweet(id, "", text, category);
  }
}
