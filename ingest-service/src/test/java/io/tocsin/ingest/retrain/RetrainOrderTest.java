package io.tocsin.ingest.retrain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.retrain.ClassWeighting;
import io.tocsin.contracts.retrain.Hyperparameters;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.contracts.retrain.RetrainReason;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetrainOrderTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "{}"})
  void fillsInWhatIsLeftOut(String body) throws UnreadableMessageException {
    RetrainOrder order = read(body);

    assertEquals(new RetrainReason.Operator("api", "asked for"), order.reason(Optional.empty()));
    assertEquals(Recipe.DEFAULT.hyperparameters(), order.allHyperparameters());
    assertEquals(42, order.seedOrUsual());
  }

  @Test
  void isInTheNameOfWhoeverAsksWhateverItSays() throws UnreadableMessageException {
    RetrainReason grace = new RetrainReason.Operator("grace", "asked for");

    assertEquals(grace, read("{}").reason(Optional.of("grace")));
    assertEquals(grace, read("{\"who\": \"ada\"}").reason(Optional.of("grace")));
  }

  @Test
  void startsFromTheNamedRecipe() throws UnreadableMessageException {
    RetrainOrder order = read("{\"recipe\": \"seed\", \"who\": \"ada\", \"why\": \"new labels\"}");

    assertEquals(Recipe.SEED.hyperparameters(), order.allHyperparameters());
    assertEquals(new RetrainReason.Operator("ada", "new labels"), order.reason(Optional.empty()));
  }

  @Test
  void changesOnlyWhatIsStatedAtAnyDepth() throws UnreadableMessageException {
    Hyperparameters changed =
        hyperparameters("{\"epochs\": 9, \"lora\": {\"r\": 8, \"targets\": [\"q_proj\"]}}");

    Hyperparameters usual = Recipe.DEFAULT.hyperparameters();
    assertEquals(9, changed.epochs());
    assertEquals(8, changed.lora().r());
    assertEquals(List.of("q_proj"), changed.lora().targets());
    assertEquals(usual.lora().alpha(), changed.lora().alpha());
    assertEquals(usual.adamW(), changed.adamW());
  }

  @Test
  void replacesAnObjectByOneOfAnotherKind() throws UnreadableMessageException {
    Hyperparameters changed =
        hyperparameters(
            "{\"classWeights\": {\"kind\": \"given\", \"weights\": {\"not\": 1, \"disaster\": 2}}}");

    assertEquals(
        new ClassWeighting.Given(Map.of("not", 1.0, "disaster", 2.0)), changed.classWeights());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          {"epoch": 9} | hyperparameters.epoch: unknown, expected one of [lora, adamW, epochs,
          {"lora": {"rank": 8}} | hyperparameters.lora.rank: unknown, expected one of [r, alpha,
          {"classWeights": {"weights": {}}} | hyperparameters.classWeights.weights: unknown, expected one of [kind]
          {"epochs": 2.5} | hyperparameters.epochs: expected a whole number, found something else
          {"epochs": null} | hyperparameters.epochs: expected a value, found none
          {"lora": null} | hyperparameters.lora: expected a value, found none
          {"lora": {"r": 0}} | hyperparameters.lora: r: expected at least 1, found 0
          {"lora": [1]} | hyperparameters.lora: expected an object, found something else
          {"classWeights": {"kind": "odd"}} | hyperparameters.classWeights: expected a kind of ClassWeighting
          """)
  void refusesByName(String hyperparameters, String reason) {
    UnreadableMessageException e =
        assertThrows(UnreadableMessageException.class, () -> hyperparameters(hyperparameters));

    assertTrue(e.getMessage().startsWith(reason), e.getMessage());
  }

  @Test
  void namesAllThatIsUnknown() {
    UnreadableMessageException e =
        assertThrows(
            UnreadableMessageException.class,
            () -> hyperparameters("{\"epoch\": 9, \"adamW\": {\"beta3\": 1}}"));

    assertTrue(e.getMessage().contains("hyperparameters.epoch: unknown"), e.getMessage());
    assertTrue(e.getMessage().contains("hyperparameters.adamW.beta3: unknown"), e.getMessage());
  }

  private static Hyperparameters hyperparameters(String stated) throws UnreadableMessageException {
    return read("{\"hyperparameters\": " + stated + "}").allHyperparameters();
  }

  private static RetrainOrder read(String body) throws UnreadableMessageException {
    return RetrainOrder.read(body.getBytes(UTF_8));
  }
}
