package io.tocsin.inference.tweet;

import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.inference.batch.IncomingTweet;
import io.tocsin.inference.model.Bisection;
import io.tocsin.inference.model.PreparedText;
import io.tocsin.inference.model.Result;
import io.tocsin.inference.model.TweetModel;
import io.tocsin.llama.text.TweetText;
import io.tocsin.messaging.message.ReadTweet;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes records ready for the model, while it computes others. */
final class TweetIntake {
  private TweetIntake() {}

  private sealed interface Read {
    /** A tweet, for the tokenizer. */
    record Words(ConsumerRecord<byte[], byte[]> record, String id, TweetText text)
        implements Read {}

    /** Whatever has no words. */
    record Settled(IncomingTweet incoming) implements Read {}
  }

  /** Reads and tokenises records; the result keeps their order. */
  static List<IncomingTweet> of(TweetModel model, List<ConsumerRecord<byte[], byte[]>> records) {
    List<Read> read = records.stream().map(TweetIntake::read).toList();
    List<TweetText> texts = new ArrayList<>(read.size());
    for (Read one : read) {
      if (one instanceof Read.Words words) {
        texts.add(words.text());
      }
    }
    Iterator<Result<PreparedText>> prepared =
        Bisection.of(texts, some -> PreparedText.of(model, some)).iterator();
    return read.stream().map(one -> incoming(one, prepared)).toList();
  }

  private static IncomingTweet incoming(Read read, Iterator<Result<PreparedText>> prepared) {
    return switch (read) {
      case Read.Settled(var incoming) -> incoming;
      case Read.Words(var record, var id, var _) ->
          switch (prepared.next()) {
            case Result.Failed<PreparedText>(var reason) ->
                new IncomingTweet.Unfit(record, "the tokenizer fails on it: " + reason);
            case Result.Done<PreparedText>(var text) -> new IncomingTweet.Ready(record, id, text);
          };
    };
  }

  private static Read read(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.value() == null) {
        return new Read.Settled(new IncomingTweet.Deletion(record, ReadTweet.deleted(record)));
      }
      ReadTweet read = ReadTweet.of(record);
      Tweet tweet = read.tweet();
      TweetText text = new TweetText(tweet.text(), tweet.keyword().orElse(""));
      return new Read.Words(record, read.id(), text);
    } catch (UnreadableMessageException e) {
      return new Read.Settled(new IncomingTweet.Unfit(record, e.getMessage()));
    }
  }
}
