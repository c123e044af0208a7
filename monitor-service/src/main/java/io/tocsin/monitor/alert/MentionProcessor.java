package io.tocsin.monitor.alert;

import io.tocsin.contracts.alert.TermKind;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;

/** Looks up what answered tweets say, and passes one mention of each term on. */
final class MentionProcessor implements Processor<String, AnsweredTweet, String, Heard> {
  private ProcessorContext<String, Heard> context;
  private WindowStore<Long, TweetTerms> terms;

  @Override
  public void init(ProcessorContext<String, Heard> ours) {
    this.context = ours;
    this.terms = ours.getStateStore(TweetTermsProcessor.STORE);
  }

  @Override
  public void process(Record<String, AnsweredTweet> record) {
    AnsweredTweet tweet = record.value();
    terms(tweet)
        .map(term -> new Subject(tweet.category(), term))
        .map(subject -> new Mention(subject, tweet.tweetId(), tweet.probability(), tweet.at()))
        .forEach(
            mention ->
                context.forward(
                    new Record<>(mention.subject().key(), mention, record.timestamp())));
  }

  private Stream<Term> terms(AnsweredTweet tweet) {
    Optional<Term> keyword = tweet.keyword().flatMap(text -> Term.of(TermKind.KEYWORD, text));
    TweetTerms found = terms.fetch(tweet.sourceOffset(), tweet.receivedAt().toEpochMilli());
    return Stream.concat(keyword.stream(), found == null ? Stream.empty() : found.terms().stream());
  }
}
