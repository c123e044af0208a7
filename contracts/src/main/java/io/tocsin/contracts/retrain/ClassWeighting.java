package io.tocsin.contracts.retrain;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tocsin.contracts.Contract;
import io.tocsin.contracts.Require;
import java.util.Map;

/** How much a row of each category counts in the loss. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClassWeighting.Equal.class, name = "equal"),
  @JsonSubTypes.Type(value = ClassWeighting.Balanced.class, name = "balanced"),
  @JsonSubTypes.Type(value = ClassWeighting.Given.class, name = "given"),
})
public sealed interface ClassWeighting {
  /** Every row counts the same. */
  @Contract
  record Equal() implements ClassWeighting {}

  /** Every category counts the same: its rows weigh in inverse proportion to their number. */
  @Contract
  record Balanced() implements ClassWeighting {}

  /**
   * As stated.
   *
   * @param weights by category, above 0
   */
  @Contract
  record Given(Map<String, Double> weights) implements ClassWeighting {
    public Given {
      weights = Require.named("weights", weights);
      weights.forEach((category, weight) -> Require.positive("weights." + category, weight));
    }
  }
}
