package io.tocsin.trainer.label;

import io.tocsin.contracts.label.Label;
import io.tocsin.llama.data.Categories;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Folds records of topic {@code labels}: the last one of each key counts, one without a value takes
 * the label back. One that cannot be read takes it back too, since compaction will have forgotten
 * the readable one before it sooner or later, and a fold must not depend on when. What was taken
 * back is no dead letter either: its words may have to go. Not for several threads.
 */
public final class LabelFold {
  private final LabelRows rows;
  private final Map<Key, Placed> last = new HashMap<>();
  private final List<UnreadableLabel> unreadable = new ArrayList<>();

  /**
   * Begins with no record.
   *
   * @param categories the only ones that a label may name
   */
  public LabelFold(Categories categories) {
    this.rows = new LabelRows(categories);
  }

  private record Key(int partition, ByteBuffer bytes) {
    static Key of(ConsumerRecord<byte[], byte[]> record) {
      return new Key(record.partition(), ByteBuffer.wrap(bytes(record)));
    }

    static byte[] bytes(ConsumerRecord<byte[], byte[]> record) {
      return record.key() == null ? new byte[0] : record.key();
    }
  }

  private record Placed(Label label, int partition) {
    /** A writer with another partitioner puts one tweet's labels into two partitions. */
    private static final BinaryOperator<Placed> LATER =
        BinaryOperator.maxBy(
            Comparator.comparing((Placed placed) -> placed.label.givenAt())
                .thenComparingInt(Placed::partition));
  }

  /** Takes the next record of a partition. */
  public void add(ConsumerRecord<byte[], byte[]> record) {
    Key key = Key.of(record);
    last.remove(key);
    if (record.value() == null) {
      unreadable.removeIf(label -> key.equals(Key.of(label.record())));
      return;
    }
    try {
      last.put(key, new Placed(read(record, Key.bytes(record)), record.partition()));
    } catch (UnreadableMessageException | IllegalArgumentException e) {
      unreadable.add(new UnreadableLabel(record, e.getMessage()));
    }
  }

  private Label read(ConsumerRecord<byte[], byte[]> record, byte... key)
      throws UnreadableMessageException {
    Label label = MessageJson.read(record.value(), Label.class);
    if (!label.tweetId().equals(new String(key, StandardCharsets.UTF_8))) {
      throw new IllegalArgumentException("key: expected the label's tweetId, found another text");
    }
    rows.row(label);
    return label;
  }

  /** Returns what the records so far say. */
  public FoldedLabels folded() {
    Map<String, Placed> byTweet = new TreeMap<>();
    last.values().forEach(placed -> byTweet.merge(placed.label.tweetId(), placed, Placed.LATER));
    return new FoldedLabels(byTweet.values().stream().map(Placed::label).toList(), unreadable);
  }
}
