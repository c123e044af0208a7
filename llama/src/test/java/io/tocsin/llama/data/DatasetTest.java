package io.tocsin.llama.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DatasetTest {
  private static final LabelledTweet FLOOD =
      new LabelledTweet("7", "flood", "Water & mud", "disaster");
  private static final LabelledTweet SUN = new LabelledTweet("8", "", "so\nsunny ☀ 🌞", "not");
  private static final LabelledTweet FIRE =
      new LabelledTweet("9", "fire", "Wald brennt, größer", "disaster");

  /** The expected digest was computed by Python's hashlib. */
  @Test
  void digestsLengthsAndBytesOfEachField() {
    Dataset dataset = dataset(FLOOD, SUN, FIRE);

    String digest = dataset.digest();

    assertEquals("011689fff1f9f448c69514589da1e581133fad15a68608d0e662895f2d2f3708", digest);
  }

  @Test
  void digestDependsOnTheOrderOfRows() {
    assertNotEquals(dataset(SUN, FIRE).digest(), dataset(FIRE, SUN).digest());
  }

  @Test
  void digestTellsFieldsApart() {
    Dataset keywordAb = dataset(new LabelledTweet("1", "ab", "c", "not"));
    Dataset keywordA = dataset(new LabelledTweet("1", "a", "bc", "not"));

    assertNotEquals(keywordAb.digest(), keywordA.digest());
  }

  @Test
  void countsRowsOfEachCategory() {
    assertArrayEquals(new int[] {1, 2}, dataset(FLOOD, SUN, FIRE).counts());
  }

  @Test
  void refusesIdGivenTwice() {
    assertThrows(IllegalArgumentException.class, () -> dataset(FLOOD, FLOOD));
  }

  @Test
  void refusesCategoryThatIsNotAmongTheNames() {
    LabelledTweet other = new LabelledTweet("1", "", "a", "maybe");

    assertThrows(IllegalArgumentException.class, () -> dataset(other));
  }

  private static Dataset dataset(LabelledTweet... rows) {
    return new Dataset(List.of(rows), Categories.DISASTER);
  }
}
