package io.tocsin.inference.tweet;

import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.inference.batch.IncomingTweet;
import io.tocsin.inference.model.Bisection;
import io.tocsin.inference.model.PreparedText;
import io.tocsin.inference.model.Result;
import io.tocsin.inference.model.TweetModel;
import io.tocsin.llama.text.TweetText;
import io.tocsin.messaging.message.TweetReader;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes records ready for the model, while it computes others. */
final class TweetIntake {
  /** An id comes back twice in each tag, which must not outgrow what Kafka takes. */
  private static final int MAX_ID_CHARACTERS = 1000;

  private TweetIntake() {}

  /** A record that is a tweet, or the reason why it is none. */
  private record Read(ConsumerRecord<byte[], byte[]> record, Result<Named> result) {}

  private record Named(String id, TweetText text) {}

  /** Reads and tokenises records; the result keeps their order. */
  static List<IncomingTweet> of(TweetModel model, List<ConsumerRecord<byte[], byte[]>> records) {
    List<Read> read = records.stream().map(record -> new Read(record, read(record))).toList();
    List<TweetText> texts = new ArrayList<>(read.size());
    for (Read one : read) {
      if (one.result() instanceof Result.Done<Named>(var named)) {
        texts.add(named.text());
      }
    }
    Iterator<Result<PreparedText>> prepared =
        Bisection.of(texts, some -> PreparedText.of(model, some)).iterator();
    return read.stream().map(one -> incoming(one, prepared)).toList();
  }

  private static IncomingTweet incoming(Read read, Iterator<Result<PreparedText>> prepared) {
    return switch (read.result()) {
      case Result.Failed<Named>(var reason) -> new IncomingTweet.Unfit(read.record(), reason);
      case Result.Done<Named>(var named) ->
          switch (prepared.next()) {
            case Result.Failed<PreparedText>(var reason) ->
                new IncomingTweet.Unfit(read.record(), "the tokenizer fails on it: " + reason);
            case Result.Done<PreparedText>(var text) ->
                new IncomingTweet.Ready(read.record(), named.id(), text);
          };
    };
  }

  private static Result<Named> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      Tweet tweet = TweetReader.read(record.value());
      String id = tweet.idAt(key(record), position(record));
      if (id.length() > MAX_ID_CHARACTERS) {
        return new Result.Failed<>(
            "id: expected at most %d characters, found %d"
                .formatted(MAX_ID_CHARACTERS, id.length()));
      }
      return new Result.Done<>(
          new Named(id, new TweetText(tweet.text(), tweet.keyword().orElse(""))));
    } catch (UnreadableMessageException e) {
      return new Result.Failed<>(e.getMessage());
    }
  }

  private static RecordPosition position(ConsumerRecord<byte[], byte[]> record) {
    return new RecordPosition(record.topic(), record.partition(), record.offset());
  }

  /** A key that is no text names nothing. */
  private static Optional<String> key(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(record.key());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
