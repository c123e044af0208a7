package io.tocsin.contracts;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One value of a good message is replaced by a wrong one, and the field is named. */
final class WrongValuesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          tweet | /id | ""
          tweet | /text | " "
          tweet | /text | "\\ud83d"
          tweet | /text | "\\udd25 fire"
          tweet | /writtenAt | "yesterday"
          tweet | /keyword | ""
          label | /tweetId | ""
          label | /category | " "
          label | /givenBy | ""
          label | /keyword | " "
          label | /reason | "because"
          rollout | /baseFingerprint | "3F0A"
          rollout | /canary/share | 0
          rollout | /canary/share | 1
          rollout | /canary/share | "NaN"
          rollout | /shadow | "2026-02-01T08-00-00Z-77aa01bc"
          rollout | /replacesOffset | -1
          rollout | /why | ""
          classification | /probability | 1.01
          classification | /probability | -0.01
          classification | /probability | "NaN"
          classification | /category | "storm"
          classification | /logits | {}
          classification | /logits/not | "Infinity"
          classification | /logits/not | null
          classification | /role | "understudy"
          classification | /sourcePartition | -1
          classification | /sourceOffset | -1
          classification | /rolloutOffset | -1
          classification | /tokens | 0
          classification | /characters | 0
          classification | /keyword | " "
          quality-window | /classifications | -1
          quality-window | /role | "understudy"
          quality-window | /confusion/not/disaster | 0
          quality-window | /confusion/not | null
          quality-window | /metrics/rows | 0
          quality-window | /metrics/f1 | 1.5
          quality-window | /metrics/loss | "NaN"
          quality-window | /drift/tokens | -0.1
          quality-window | /window/end | "2026-03-01T10:00:00Z"
          alert-started | /id | ""
          alert-started | /kind | "mood"
          alert-started | /term | " "
          alert-started | /state | "over"
          alert-started | /expected | 31
          alert-started | /mostTweets | 30
          alert-started | /tweetIds | ["1", ""]
          alert-started | /tweetIds | ["1", null]
          alert-ended | /tweets | -1
          """,
      delimiter = '|')
  void areRefusedByName(String file, String pointer, String value) throws JsonProcessingException {
    assertRefused(file, pointer, value);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          by-operator | /requestId | ""
          by-operator | /reason | {"kind": "boredom"}
          by-operator | /reason/who | ""
          by-label-count | /reason/threshold | 0
          by-label-count | /reason/newLabels | 499
          by-quality | /reason/value | 0.75
          by-quality | /reason/threshold | 1.5
          by-drift | /reason/value | 0.25
          by-drift | /reason/value | "Infinity"
          by-schedule | /reason/due | "soon"
          by-operator | /labelEndOffsets/1 | -1
          by-operator | /labelEndOffsets/1 | null
          by-operator | /hyperparameters/epochs | 0
          by-operator | /hyperparameters/learningRate | 0
          by-operator | /hyperparameters/warmup | 1.1
          by-operator | /hyperparameters/batchSize | 0
          by-operator | /hyperparameters/accumulation | 0
          by-operator | /hyperparameters/labelSmoothing | 1
          by-operator | /hyperparameters/averageShare | 1.1
          by-operator | /hyperparameters/textPreparation | ""
          by-operator | /hyperparameters/epochChoice | "first"
          by-operator | /hyperparameters/maxTokens | 0
          by-operator | /hyperparameters/lora/r | 0
          by-operator | /hyperparameters/lora/alpha | -8
          by-operator | /hyperparameters/lora/dropout | 1
          by-operator | /hyperparameters/lora/targets | []
          by-operator | /hyperparameters/lora/targets | ["q_proj", "q_proj"]
          by-operator | /hyperparameters/adamW/beta1 | 1
          by-operator | /hyperparameters/adamW/beta2 | -0.1
          by-operator | /hyperparameters/adamW/eps | 0
          by-operator | /hyperparameters/adamW/weightDecay | -1
          by-operator | /hyperparameters/adamW/maxGradientNorm | 0
          by-quality | /hyperparameters/classWeights/weights | {"not": 0}
          """,
      delimiter = '|')
  void ofRequestsAreRefusedByName(String reason, String pointer, String value)
      throws JsonProcessingException {
    assertRefused("retrain-requested-" + reason, pointer, value);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          adapter-published-promoted | /version | "0"
          adapter-published-promoted | /uri | "adapters/1"
          adapter-published-promoted | /sha256 | "abc"
          adapter-published-promoted | /categories | ["disaster"]
          adapter-published-promoted | /categories | ["disaster", "disaster"]
          adapter-published-promoted | /categories | ["disaster", ""]
          adapter-published-promoted | /metrics/after/rows | 129
          adapter-published-promoted | /labels/rows | -1
          adapter-published-promoted | /heldOutHistograms/tokens/edges | [0, 2, 1, 3]
          adapter-published-promoted | /heldOutHistograms/tokens/edges | [0]
          adapter-published-promoted | /heldOutHistograms/tokens/counts | [1, 2]
          adapter-published-promoted | /heldOutHistograms/tokens/counts | [1, 2, -1]
          adapter-published-kept-back | /verdict/reason | ""
          adapter-published-kept-back | /verdict | {"kind": "undecided"}
          training-progress-running | /state/epoch | 5
          training-progress-running | /state/epoch | 0
          training-progress-running | /state/step | 161
          training-progress-running | /state/step | 0
          training-progress-running | /state/loss | "NaN"
          training-progress-running | /state/tokensPerSecond | -1
          training-progress-evaluating | /state/rows | -1
          training-progress-published | /state/adapterVersion | ""
          training-progress-failed | /state/reason | " "
          """,
      delimiter = '|')
  void ofTrainingAreRefusedByName(String file, String pointer, String value)
      throws JsonProcessingException {
    assertRefused(file, pointer, value);
  }

  private static void assertRefused(String file, String pointer, String value)
      throws JsonProcessingException {
    GoldenMessage golden = GoldenMessages.named(file);
    JsonNode json = golden.json();
    JsonPointer wrong = JsonPointer.compile(pointer);
    String field = wrong.last().getMatchingProperty();
    ((ObjectNode) json.requiredAt(wrong.head().toString())).set(field, Json.parsed(value));

    JsonMappingException e =
        assertThrows(JsonMappingException.class, () -> Json.read(json, golden.type()));

    assertTrue(e.getMessage().contains(field), e.getMessage());
  }
}
