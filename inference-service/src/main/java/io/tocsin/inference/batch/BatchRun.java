package io.tocsin.inference.batch;

import io.tocsin.contracts.classification.Role;
import io.tocsin.inference.model.Result;
import io.tocsin.inference.rollout.Lineup;
import io.tocsin.llama.classify.Classification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One batch under one lineup: one-off texts by the active model, tweets by who answers them. */
final class BatchRun {
  private final Lineup lineup;
  private final Questions questions = new Questions();
  private final List<List<Questions.Question>> oneOffs = new ArrayList<>();
  private final List<Asked> tweets = new ArrayList<>();
  private final List<String> divided = new ArrayList<>();
  private int shadowsFailed;

  /** A tweet on its way. */
  private sealed interface Asked {
    record Question(
        IncomingTweet.Ready tweet,
        Lineup.Answerer answerer,
        Questions.Question answer,
        Optional<Questions.Question> shadow)
        implements Asked {}

    record None(Outcome outcome) implements Asked {}
  }

  private BatchRun(Lineup lineup) {
    this.lineup = lineup;
  }

  /**
   * What came of it.
   *
   * @param outcomes of the tweets, in their order
   * @param oneOffs results of each request's texts, in their order
   * @param shadowsFailed shadow tags that are missing from the outcomes
   * @param divided why models did not answer all at once, as for want of memory
   */
  record Results(
      List<Outcome> outcomes,
      List<List<Result<Classification>>> oneOffs,
      int shadowsFailed,
      List<String> divided) {}

  /**
   * Classifies.
   *
   * @throws io.tocsin.inference.model.ModelFailedException if a model answers nothing any more
   */
  static Results of(Lineup lineup, Work work) {
    BatchRun run = new BatchRun(lineup);
    work.oneOffs().forEach(run::ask);
    work.tweets().forEach(run::ask);
    run.questions.answer(run.divided::add);
    return run.results();
  }

  private void ask(OneOff oneOff) {
    oneOffs.add(oneOff.texts().stream().map(text -> questions.ask(lineup.active(), text)).toList());
  }

  private void ask(IncomingTweet incoming) {
    tweets.add(
        switch (incoming) {
          case IncomingTweet.Unfit(var record, var reason) ->
              new Asked.None(new Outcome.DeadLettered(record, reason));
          case IncomingTweet.Deletion(var record, var id) ->
              new Asked.None(new Outcome.Deleted(record, id));
          case IncomingTweet.Ready tweet -> {
            Lineup.Answerer answerer = lineup.answerer(tweet.id());
            yield new Asked.Question(
                tweet,
                answerer,
                questions.ask(answerer.served(), tweet.text()),
                lineup.shadow().map(shadow -> questions.ask(shadow, tweet.text())));
          }
        });
  }

  private Results results() {
    List<Outcome> outcomes = new ArrayList<>(tweets.size());
    for (Asked asked : tweets) {
      outcomes.add(
          switch (asked) {
            case Asked.None(var outcome) -> outcome;
            case Asked.Question question -> outcome(question);
          });
    }
    List<List<Result<Classification>>> answers =
        oneOffs.stream().map(asked -> asked.stream().map(questions::answerTo).toList()).toList();
    return new Results(outcomes, answers, shadowsFailed, divided);
  }

  private Outcome outcome(Asked.Question asked) {
    return switch (questions.answerTo(asked.answer())) {
      case Result.Failed<Classification>(var reason) ->
          new Outcome.DeadLettered(asked.tweet().record(), "the model fails on it: " + reason);
      case Result.Done<Classification>(var classification) -> {
        List<Outcome.Tag> tags = new ArrayList<>();
        Lineup.Answerer answerer = asked.answerer();
        tags.add(Outcome.Tag.of(answerer.role(), answerer.served(), classification));
        asked.shadow().flatMap(this::shadow).ifPresent(tags::add);
        IncomingTweet.Ready tweet = asked.tweet();
        yield new Outcome.Answered(tweet.record(), tweet.id(), tweet.text().text(), tags);
      }
    };
  }

  /** A tweet that was answered is no dead letter, whatever happens beside it. */
  private Optional<Outcome.Tag> shadow(Questions.Question asked) {
    return switch (questions.answerTo(asked)) {
      case Result.Failed<Classification> _ -> {
        shadowsFailed++;
        yield Optional.empty();
      }
      case Result.Done<Classification>(var classification) ->
          Optional.of(Outcome.Tag.of(Role.SHADOW, asked.served(), classification));
    };
  }
}
