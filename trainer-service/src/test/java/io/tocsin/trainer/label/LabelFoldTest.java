package io.tocsin.trainer.label;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.label.Label;
import io.tocsin.llama.data.Categories;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.trainer.Samples;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelFoldTest {
  private final LabelFold fold = new LabelFold(Categories.DISASTER);
  private long offset;

  @Test
  void keepsTheLastLabelOfEachTweetInTheOrderOfTheirIds() {
    add(Samples.label("b", "rain", "disaster"));
    add(Samples.label("a", "sun", "not"));
    add(Samples.label("b", "rain", "not"));

    FoldedLabels folded = fold.folded();

    assertEquals(
        List.of(Samples.label("a", "sun", "not"), Samples.label("b", "rain", "not")),
        folded.labels());
    assertEquals(List.of(), folded.unreadable());
  }

  @Test
  void forgetsALabelThatIsTakenBack() {
    add(Samples.label("a", "sun", "not"));
    fold.add(record(0, "a", (byte[]) null));

    assertEquals(List.of(), fold.folded().labels());
    assertEquals(List.of(), fold.folded().unreadable());
  }

  @Test
  void forgetsAnUnreadableLabelThatIsTakenBack() {
    add("a", "{");
    add("b", "{");
    fold.add(record(0, "a", (byte[]) null));

    List<UnreadableLabel> unreadable = fold.folded().unreadable();

    assertEquals(List.of(1L), unreadable.stream().map(label -> label.record().offset()).toList());
  }

  @Test
  void forgetsALabelThatAnUnreadableOneReplaced() {
    add(Samples.label("a", "sun", "not"));
    add("a", "{");

    FoldedLabels folded = fold.folded();

    assertEquals(List.of(), folded.labels());
    assertEquals(1, folded.unreadable().getFirst().record().offset());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sun       | flood | category: expected one of [not, disaster], found flood",
        "half \\ud83d | not | half a surrogate pair",
        "nul \\u0000  | not | a NUL",
        "&#32;     | not   | the text is blank",
      })
  void refusesLabelsThatNobodyCanLearnFrom(String text, String category, String reason) {
    String json = new String(MessageJson.write(Samples.label("a", "TEXT", category)), UTF_8);

    add("a", json.replace("TEXT", text));

    assertEquals(List.of(), fold.folded().labels());
    String found = fold.folded().unreadable().getFirst().reason();
    assertTrue(found.contains(reason), found);
  }

  @Test
  void refusesALabelUnderAnotherTweetsKey() {
    add("b", new String(MessageJson.write(Samples.label("a", "sun", "not")), UTF_8));

    assertTrue(fold.folded().unreadable().getFirst().reason().startsWith("key: expected"));
  }

  @Test
  void prefersTheLaterLabelWhereWritersDisagreeAboutThePartition() {
    Label early = Samples.label("a", "sun", "not");
    Label late =
        new Label(
            "a",
            "sun",
            Optional.empty(),
            "disaster",
            "tests",
            early.reason(),
            early.givenAt().plusSeconds(1));
    fold.add(record(3, "a", MessageJson.write(late)));
    fold.add(record(7, "a", MessageJson.write(early)));

    assertEquals(List.of(late), fold.folded().labels());
  }

  private void add(Label label) {
    add(label.tweetId(), new String(MessageJson.write(label), UTF_8));
  }

  private void add(String key, String value) {
    fold.add(record(0, key, value.getBytes(UTF_8)));
  }

  private ConsumerRecord<byte[], byte[]> record(int partition, String key, byte... value) {
    return new ConsumerRecord<>("labels", partition, offset++, key.getBytes(UTF_8), value);
  }
}
