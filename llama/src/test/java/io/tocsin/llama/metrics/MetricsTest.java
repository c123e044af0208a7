package io.tocsin.llama.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tocsin.llama.data.ClassWeights;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private static final double EXACT = 1e-12;

  /** Probabilities pass through float, and scikit-learn scales their rows to the sum 1. */
  private static final double AS_FLOAT = 1e-6;

  private static final int[] THREE_WAY_LABELS = {0, 1, 2, 2, 1, 0, 2};
  private static final float[][] THREE_WAY = {
    {.7f, .2f, .1f},
    {.1f, .8f, .1f},
    {.2f, .5f, .3f},
    {.1f, .1f, .8f},
    {.6f, .3f, .1f},
    {.5f, .25f, .25f},
    {.1f, .3f, .6f}
  };

  /** Predicted 1, 1, 0, 0, 1: two hits of three predicted, two of three actual. */
  @Test
  void measuresThePositiveOneOfTwoCategories() {
    int[] labels = {1, 1, 1, 0, 0};
    float[][] probabilities = {{.25f, .75f}, {.25f, .75f}, {.75f, .25f}, {.75f, .25f}, {0, 1}};

    Metrics metrics = Metrics.of(labels, probabilities);

    assertEquals(5, metrics.n());
    assertEquals(3 / 5.0, metrics.accuracy(), EXACT);
    assertEquals(2 / 3.0, metrics.precision(), EXACT);
    assertEquals(2 / 3.0, metrics.recall(), EXACT);
    assertEquals(2 / 3.0, metrics.f1(), EXACT);
  }

  /** Expected: accuracy_score, and f1_, precision_ and recall_score(average="macro"). */
  @Test
  void averagesMoreThanTwoCategoriesLikeScikitLearn() {
    Metrics metrics = Metrics.of(THREE_WAY_LABELS, THREE_WAY);

    assertEquals(0.7142857142857143, metrics.accuracy(), EXACT);
    assertEquals(0.7, metrics.f1(), EXACT);
    assertEquals(0.7222222222222222, metrics.precision(), EXACT);
    assertEquals(0.7222222222222222, metrics.recall(), EXACT);
  }

  /** Expected: log_loss(sample_weight=weights[labels]). */
  @Test
  void weighsTheLossLikeScikitLearn() {
    Metrics metrics = Metrics.of(THREE_WAY_LABELS, THREE_WAY, ClassWeights.of(1, 2, .5));

    assertEquals(0.6497367581399661, metrics.loss(), AS_FLOAT);
  }

  /** −(ln ½ + ln ¼) / 2 = 1.5 ln 2. */
  @Test
  void averagesTheLossWithoutWeights() {
    Metrics metrics = Metrics.of(new int[] {0, 1}, new float[][] {{.5f, .5f}, {.75f, .25f}});

    assertEquals(1.5 * Math.log(2), metrics.loss(), EXACT);
  }

  /**
   * Confidence ¾ lies in bin (11/15, 12/15]: one of two right, |1 − 1.5|. Confidence 1 lies in
   * (14/15, 1]: one of two right, |1 − 2|. Together 1.5 of four rows.
   */
  @Test
  void measuresCalibrationByBin() {
    int[] labels = {1, 0, 1, 0};
    float[][] probabilities = {{.25f, .75f}, {.25f, .75f}, {0, 1}, {0, 1}};

    Metrics metrics = Metrics.of(labels, probabilities);

    assertEquals(1.5 / 4, metrics.ece(), EXACT);
  }

  /**
   * The float nearest to 0.6 = 9/15 lies above it, so in the bin of 0.65, where right and wrong
   * cancel: |1 − 1.25|. Its lower neighbour lies in the bin below: |1 − 0.6| + |0 − 0.65|. (No
   * float but 1 lies on an edge.)
   */
  @Test
  void separatesBinsAtMultiplesOfAFifteenth() {
    float above = .6f;
    float below = Math.nextDown(above);
    int[] labels = {0, 1};

    double together = Metrics.of(labels, new float[][] {{above, 1 - above}, {.65f, .35f}}).ece();
    double apart = Metrics.of(labels, new float[][] {{below, 1 - below}, {.65f, .35f}}).ece();

    assertEquals(.25 / 2, together, AS_FLOAT);
    assertEquals((.4 + .65) / 2, apart, AS_FLOAT);
  }

  @Test
  void predictsTheFirstOfEquals() {
    Metrics metrics = Metrics.of(new int[] {0}, new float[][] {{.5f, .5f}});

    assertEquals(1, metrics.accuracy());
  }

  /** −ln of the smallest normal float, 2^−126. */
  @Test
  void staysFiniteWhenTheTrueCategoryHadNoChance() {
    Metrics metrics = Metrics.of(new int[] {0}, new float[][] {{0, 1}});

    assertEquals(126 * Math.log(2), metrics.loss(), 1e-9);
    assertEquals(1, metrics.ece(), EXACT);
  }

  @Test
  void writesNumbersAloneToJson() throws JsonProcessingException {
    Metrics metrics = Metrics.of(new int[] {0}, new float[][] {{1, 0}});

    String json = JsonMapper.builder().build().writeValueAsString(metrics);

    assertEquals(
        "{\"n\":1,\"accuracy\":1.0,\"f1\":0.0,\"precision\":0.0,\"recall\":0.0,\"ece\":0.0,"
            + "\"loss\":0.0,\"confusion\":{\"counts\":[[1,0],[0,0]]}}",
        json);
  }

  @Test
  void returnsFromJsonAsItWas() throws JsonProcessingException {
    Metrics metrics = Metrics.of(THREE_WAY_LABELS, THREE_WAY);
    JsonMapper json = JsonMapper.builder().build();

    Metrics read = json.readValue(json.writeValueAsString(metrics), Metrics.class);

    assertEquals(metrics, read);
  }

  @Test
  void refusesNoRows() {
    refuses("no rows", new int[0], new float[0][]);
  }

  @Test
  void refusesWhatIsNoDistribution() {
    refuses("row 1: expected probabilities from 0 to 1, found NaN", .5f, Float.NaN);
    refuses("row 1: expected probabilities from 0 to 1, found -0.5", -.5f, 1.5f);
    refuses("are they logits?", .2f, .3f);
    refuses("row 1: expected probabilities of 2 categories, found 3", .2f, .3f, .5f);
    refuses("row 1: expected probabilities of 2 categories, found 0");
  }

  @Test
  void refusesShapesThatDoNotFit() {
    refuses("row 0: expected probabilities of 2 categories", new int[] {0}, new float[][] {{1}});
    refuses("2 labels, but 1 predictions", new int[] {0, 1}, new float[][] {{1, 0}});
    refuses("from 0 to 1, found 2", new int[] {2}, new float[][] {{1, 0}});
    assertThrows(
        IllegalArgumentException.class,
        () -> Metrics.of(new int[] {0}, new float[][] {{1, 0}}, ClassWeights.equal(3)));
  }

  private static void refuses(String fault, float... secondRow) {
    refuses(fault, new int[] {0, 0}, new float[][] {{1, 0}, secondRow});
  }

  private static void refuses(String fault, int[] labels, float[][] probabilities) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Metrics.of(labels, probabilities))
            .getMessage();
    assertTrue(message.contains(fault), message);
  }
}
