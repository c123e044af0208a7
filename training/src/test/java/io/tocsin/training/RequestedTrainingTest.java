package io.tocsin.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.retrain.AdamW;
import io.tocsin.contracts.retrain.ClassWeighting;
import io.tocsin.contracts.retrain.EpochChoice;
import io.tocsin.contracts.retrain.Hyperparameters;
import io.tocsin.contracts.retrain.Lora;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.llama.adapter.LoraConfig;
import io.tocsin.llama.adapter.Projection;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.ClassWeights;
import io.tocsin.llama.text.TextPreparation;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RequestedTrainingTest {
  private static final Categories CATEGORIES = Categories.of("not", "disaster");
  private static final int[] COUNTS = {30, 10};

  @Test
  void keepsEveryValue() {
    Hyperparameters requested = requested(List.of("q_proj", "down_proj"), weights(Map.of()));

    var settings = RequestedTraining.hyperparameters(requested, CATEGORIES, COUNTS, 7);

    assertEquals(
        new io.tocsin.llama.train.Hyperparameters(
            new LoraConfig(4, 8, 0.1, true, EnumSet.of(Projection.Q, Projection.DOWN)),
            new io.tocsin.llama.model.AdamW(0.8, 0.95, 1e-7, 0.02, 2),
            5,
            1e-3,
            0.1,
            16,
            2,
            0.3,
            0.05,
            ClassWeights.of(1, 1),
            TextPreparation.WORDS,
            64,
            true,
            7),
        settings);
  }

  @Test
  void ordersGivenWeightsAsTheCategories() {
    ClassWeighting given = weights(Map.of("disaster", 3.0, "not", 0.5));

    var settings = RequestedTraining.hyperparameters(withWeights(given), CATEGORIES, COUNTS, 7);

    assertEquals(ClassWeights.of(0.5, 3), settings.classWeights());
  }

  @Test
  void weighsTheRarerCategoryMore() {
    ClassWeighting balanced = new ClassWeighting.Balanced();

    var settings = RequestedTraining.hyperparameters(withWeights(balanced), CATEGORIES, COUNTS, 7);

    assertEquals(ClassWeights.balanced(30, 10), settings.classWeights());
  }

  @Test
  void refusesWeightsOfOtherCategories() {
    Hyperparameters requested = withWeights(weights(Map.of("disaster", 3.0, "flood", 1.0)));

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> RequestedTraining.hyperparameters(requested, CATEGORIES, COUNTS, 7));

    assertTrue(e.getMessage().contains("classWeights: expected a weight for each of [not, "));
  }

  @Test
  void refusesTargetsThatTheModelDoesNotHave() {
    Lora lora = new Lora(4, 8, 0, false, List.of("q_proj", "w_proj"));

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RequestedTraining.lora(lora));

    assertTrue(e.getMessage().endsWith("found w_proj"), e::getMessage);
  }

  @Test
  void understandsEveryRecipe() {
    for (Recipe recipe : List.of(Recipe.DEFAULT, Recipe.SEED)) {
      var settings =
          RequestedTraining.hyperparameters(recipe.hyperparameters(), CATEGORIES, COUNTS, 42);

      assertEquals(recipe.hyperparameters().epochs(), settings.epochs());
    }
  }

  private static ClassWeighting weights(Map<String, Double> weights) {
    return weights.isEmpty() ? new ClassWeighting.Equal() : new ClassWeighting.Given(weights);
  }

  private static Hyperparameters withWeights(ClassWeighting weighting) {
    return requested(List.of("q_proj"), weighting);
  }

  private static Hyperparameters requested(List<String> targets, ClassWeighting weighting) {
    return new Hyperparameters(
        new Lora(4, 8, 0.1, true, targets),
        new AdamW(0.8, 0.95, 1e-7, 0.02, 2),
        5,
        1e-3,
        0.1,
        16,
        2,
        0.3,
        0.05,
        weighting,
        "words-1",
        64,
        true,
        EpochChoice.LAST);
  }
}
