package io.tocsin.contracts.retrain;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tocsin.contracts.Contract;
import io.tocsin.contracts.IsoTime;
import io.tocsin.contracts.Require;
import io.tocsin.contracts.Required;
import java.time.Instant;

/** Why a new adapter is wanted. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RetrainReason.Operator.class, name = "operator"),
  @JsonSubTypes.Type(value = RetrainReason.LabelCount.class, name = "label-count"),
  @JsonSubTypes.Type(value = RetrainReason.Quality.class, name = "quality"),
  @JsonSubTypes.Type(value = RetrainReason.Drift.class, name = "drift"),
  @JsonSubTypes.Type(value = RetrainReason.Schedule.class, name = "schedule"),
})
public sealed interface RetrainReason {
  /**
   * Somebody asked.
   *
   * @param who not blank
   * @param why in their words, not blank
   */
  @Contract
  record Operator(String who, String why) implements RetrainReason {
    public Operator {
      Require.filled("who", who);
      Require.filled("why", why);
    }
  }

  /**
   * Enough labels came since the last training.
   *
   * @param newLabels so many, at least the threshold
   * @param threshold so many are enough, from 1
   */
  @Contract
  record LabelCount(@Required long newLabels, @Required long threshold) implements RetrainReason {
    public LabelCount {
      Require.atLeast("threshold", 1, threshold);
      Require.atLeast("newLabels", threshold, newLabels);
    }
  }

  /**
   * A figure of quality fell below what is wanted.
   *
   * @param figure its name, such as {@code f1}
   * @param value in [0, 1], below the threshold
   * @param threshold in [0, 1]
   */
  @Contract
  record Quality(String figure, @Required double value, @Required double threshold)
      implements RetrainReason {
    public Quality {
      Require.filled("figure", figure);
      Require.share("threshold", threshold);
      Require.share("value", value);
      Require.that(value < threshold, "value", "less than " + threshold, value);
    }
  }

  /**
   * The stream no longer looks like what the adapter was judged on.
   *
   * @param figure the distribution that moved, such as {@code probability}
   * @param value the distance, above the threshold
   * @param threshold from 0
   */
  @Contract
  record Drift(String figure, @Required double value, @Required double threshold)
      implements RetrainReason {
    public Drift {
      Require.filled("figure", figure);
      Require.notNegative("threshold", threshold);
      Require.finite("value", value);
      Require.that(value > threshold, "value", "more than " + threshold, value);
    }
  }

  /**
   * It was time.
   *
   * @param due when it was
   */
  @Contract
  record Schedule(@IsoTime Instant due) implements RetrainReason {
    public Schedule {
      Require.present("due", due);
    }
  }
}
