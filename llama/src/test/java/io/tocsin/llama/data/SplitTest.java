package io.tocsin.llama.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SplitTest {
  /** 200 rows; of every four, two say the same. */
  private static final Dataset DATASET = dataset(200);

  static Stream<Split> everySplit() {
    return Stream.of(
        new Split.ByPart(),
        new Split.ByIds(Set.of("0", "5", "199")),
        new Split.ByFraction(0.2, 42),
        new Split.ByGroupFraction(0.2, 42));
  }

  @ParameterizedTest
  @MethodSource("everySplit")
  void putsEachRowInOneListInFileOrder(Split split) {
    SplitRows rows = split.of(DATASET);

    List<LabelledTweet> all = new ArrayList<>(rows.train());
    all.addAll(rows.select());
    all.addAll(rows.heldOut());
    assertEquals(DATASET.rows().size(), all.size());
    assertEquals(new HashSet<>(DATASET.rows()), new HashSet<>(all));
    assertEquals(inFileOrder(rows.train()), rows.train());
    assertEquals(inFileOrder(rows.select()), rows.select());
    assertEquals(inFileOrder(rows.heldOut()), rows.heldOut());
  }

  @ParameterizedTest
  @MethodSource("everySplit")
  void selectsByPartAmongRowsNotHeldOut(Split split) {
    SplitRows rows = split.of(DATASET);

    assertTrue(rows.select().stream().allMatch(row -> Parts.of(row.text()) == Part.SELECT));
    assertTrue(rows.train().stream().noneMatch(row -> Parts.of(row.text()) == Part.SELECT));
  }

  @ParameterizedTest
  @MethodSource("everySplit")
  void isTheSameEveryTime(Split split) {
    assertEquals(split.of(DATASET), split.of(dataset(200)));
  }

  @Test
  void byPartHoldsOutTheGate() {
    SplitRows rows = new Split.ByPart().of(DATASET);

    assertTrue(rows.heldOut().stream().allMatch(row -> Parts.of(row.text()) == Part.GATE));
    assertTrue(rows.train().stream().allMatch(row -> Parts.of(row.text()) == Part.TRAIN));
    assertEquals(0, NearDuplicates.leakage(rows.train(), rows.heldOut()));
  }

  @Test
  void byResolvedPartKeepsATextWithItsEntitiesBesideTheOneWithout() {
    List<LabelledTweet> resolved = new ArrayList<>();
    List<LabelledTweet> written = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String id = Integer.toString(i);
      String text = "wind & rain in %c".formatted(0x4E00 + i);
      resolved.add(new LabelledTweet(id, "", text, "not"));
      written.add(new LabelledTweet(id, "", text.replace("&", "&amp;"), "not"));
    }

    SplitRows byPart = new Split.ByPart().of(new Dataset(resolved, DATASET.categories()));
    SplitRows rows = new Split.ByResolvedPart().of(new Dataset(written, DATASET.categories()));

    assertEquals(ids(byPart.train()), ids(rows.train()));
    assertEquals(ids(byPart.select()), ids(rows.select()));
    assertEquals(ids(byPart.heldOut()), ids(rows.heldOut()));
    assertTrue(rows.heldOut().stream().allMatch(row -> row.text().contains("&amp;")));
  }

  @Test
  void byIdsHoldsOutTheseIdsAlone() {
    SplitRows rows = new Split.ByIds(Set.of("0", "5", "199")).of(DATASET);

    assertEquals(List.of("0", "5", "199"), rows.heldOut().stream().map(LabelledTweet::id).toList());
  }

  @Test
  void byIdsNamesMissingIds() {
    Split split = new Split.ByIds(Set.of("0", "999", "1000"));

    String message =
        assertThrows(IllegalArgumentException.class, () -> split.of(DATASET)).getMessage();

    assertTrue(message.startsWith("2 of 3 ids"), message);
    assertTrue(message.contains("[1000, 999]"), message);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.2, 0.333, 0.9})
  void byFractionHoldsOutTheCeiling(double fraction) {
    SplitRows rows = new Split.ByFraction(fraction, 1).of(DATASET);

    assertEquals((int) Math.ceil(200 * fraction), rows.heldOut().size());
  }

  @Test
  void otherSeedsHoldOutOtherRows() {
    assertNotEquals(
        new Split.ByFraction(0.2, 1).of(DATASET), new Split.ByFraction(0.2, 2).of(DATASET));
    assertNotEquals(
        new Split.ByGroupFraction(0.2, 1).of(DATASET),
        new Split.ByGroupFraction(0.2, 2).of(DATASET));
  }

  @Test
  void byGroupFractionKeepsNearDuplicatesTogether() {
    SplitRows random = new Split.ByFraction(0.2, 42).of(DATASET);
    SplitRows grouped = new Split.ByGroupFraction(0.2, 42).of(DATASET);

    assertTrue(NearDuplicates.leakage(random.train(), random.heldOut()) > 0);
    assertEquals(0, NearDuplicates.leakage(grouped.train(), grouped.heldOut()));
    assertEquals(0, NearDuplicates.leakage(grouped.select(), grouped.heldOut()));
    assertEquals(40, grouped.heldOut().size(), 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void refusesFractionsThatHoldOutNothingOrAll(double fraction) {
    assertThrows(IllegalArgumentException.class, () -> new Split.ByFraction(fraction, 1));
    assertThrows(IllegalArgumentException.class, () -> new Split.ByGroupFraction(fraction, 1));
  }

  @Test
  void refusesToLeaveNoRowToTrainOn() {
    Dataset one = dataset(1);

    assertThrows(IllegalArgumentException.class, () -> new Split.ByFraction(0.5, 1).of(one));
  }

  @Test
  void refusesARowThatBothTeachesAndJudges() {
    List<LabelledTweet> rows = dataset(1).rows();

    assertThrows(
        IllegalArgumentException.class, () -> new SplitRows(rows, List.of(), List.copyOf(rows)));
  }

  private static List<String> ids(List<LabelledTweet> rows) {
    return rows.stream().map(LabelledTweet::id).toList();
  }

  private static List<LabelledTweet> inFileOrder(List<LabelledTweet> rows) {
    return DATASET.rows().stream().filter(new HashSet<>(rows)::contains).toList();
  }

  private static Dataset dataset(int size) {
    List<LabelledTweet> rows = new ArrayList<>();
    for (int id = 0; id < size; id++) {
      // Rows 4k and 4k + 1 differ in a mention only.
      String text = "@user%d fire in %c".formatted(id, 0x4E00 + (id % 4 == 1 ? id - 1 : id));
      rows.add(new LabelledTweet(Integer.toString(id), "", text, id % 2 == 0 ? "not" : "disaster"));
    }
    return new Dataset(rows, Categories.DISASTER);
  }
}
