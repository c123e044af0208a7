package io.tocsin.inference.tweet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.topic.RecordPosition;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LetterPlacesTest {
  private static final int MANY = 10_000;

  private final LetterPlaces places = new LetterPlaces("tweets");

  @Test
  void findsAllLettersOfATweetAmongManyOthers() {
    addMany();
    places.add(MANY, place(MANY), "id-17");

    assertEquals(Set.of(place(17), place(MANY)), places.of("id-17"));
    assertEquals(Set.of(), places.of("id-" + MANY));
  }

  @Test
  void forgetsTheOldestAndKeepsTheOthers() {
    addMany();

    places.forgetBefore(MANY / 2);

    assertEquals(Set.of(), places.of("id-17"));
    assertEquals(Set.of(place(MANY / 2)), places.of("id-" + MANY / 2));
    assertEquals(Set.of(place(MANY - 1)), places.of("id-" + (MANY - 1)));
  }

  private void addMany() {
    for (int i = 0; i < MANY; i++) {
      places.add(i, place(i), "id-" + i);
    }
  }

  private static RecordPosition place(long offset) {
    return new RecordPosition("tweets", (int) (offset % 12), offset);
  }
}
