package io.tocsin.trainer.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.tocsin.contracts.adapter.Comparison;
import io.tocsin.contracts.adapter.Histogram;
import io.tocsin.contracts.adapter.KeywordCounts;
import io.tocsin.contracts.adapter.Verdict;
import io.tocsin.llama.adapter.Adapter;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.base.UntrainedHead;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.LabelledTweet;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.safetensors.Tensor;
import io.tocsin.trainer.Samples;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class GateTest {
  private static final Categories CATEGORIES = Categories.DISASTER;
  private static final String SCORE = "base_model.model.score.weight";

  private static LoadedBase base;

  @BeforeAll
  static void load() throws IOException {
    base = LoadedBase.load(Samples.BASE, Device.cpu(), Precision.FLOAT32);
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @Test
  void promotesWhoGetsMoreRowsRight() {
    Gate gate = new Gate(base, rows("not", "not", "not", "not", "disaster"), CATEGORIES);

    Judgement judgement = gate.judge(saysDisaster("1"), saysNot("2"));

    Verdict.Promoted verdict = assertInstanceOf(Verdict.Promoted.class, judgement.verdict());
    assertEquals(
        "4 of 5 gate rows right (80.0 %), version 1 1 (20.0 %); McNemar p 0.38", verdict.reason());
    Comparison comparison = judgement.comparison().orElseThrow();
    assertEquals("1", comparison.against());
    assertEquals(0.2, comparison.before().accuracy());
    assertEquals(0.8, comparison.after().accuracy());
  }

  @Test
  void keepsBackWhoIsNoBetter() {
    Gate gate = new Gate(base, rows("not", "disaster"), CATEGORIES);

    Judgement judgement = gate.judge(saysDisaster("1"), saysNot("2"));

    assertInstanceOf(Verdict.KeptBack.class, judgement.verdict());
    assertTrue(judgement.comparison().isPresent());
  }

  @Test
  void keepsBackWhereThereIsNothingToJudgeBy() {
    Judgement judgement = new Gate(base, List.of(), CATEGORIES).judge(saysNot("1"), saysNot("2"));

    assertInstanceOf(Verdict.KeptBack.class, judgement.verdict());
    assertTrue(judgement.verdict().reason().startsWith("no gate row"));
    assertEquals(Optional.empty(), judgement.comparison());
    assertEquals(HeldOut.NONE, judgement.heldOut());
  }

  @Test
  void keepsBackWhatCannotBeCompared() {
    Contender other =
        new Contender("1", UntrainedHead.on(base, Categories.of("calm", "flood")), 48);

    Judgement judgement = new Gate(base, rows("not"), CATEGORIES).judge(other, saysNot("2"));

    assertInstanceOf(Verdict.KeptBack.class, judgement.verdict());
    assertTrue(judgement.verdict().reason().contains("[calm, flood]"));
    assertEquals(Optional.empty(), judgement.comparison());
  }

  @Test
  void countsEveryGateRowInEachHistogram() {
    Gate gate = new Gate(base, rows("not", "disaster", "not"), CATEGORIES);

    Judgement judgement = gate.judge(saysDisaster("1"), saysNot("2"));

    assertEquals(
        List.of("characters", "probability", "tokens", "tokens-per-character"),
        judgement.heldOut().histograms().keySet().stream().sorted().toList());
    for (Histogram histogram : judgement.heldOut().histograms().values()) {
      assertEquals(3, histogram.counts().stream().mapToLong(Long::longValue).sum());
    }
    assertEquals(3, judgement.heldOut().histograms().get("probability").counts().get(5));
  }

  @Test
  void countsWhatGateRowsWereFoundBy() {
    List<LabelledTweet> rows =
        List.of(
            new LabelledTweet("1", "Flood", "the river rises", "disaster"),
            new LabelledTweet("2", "flood ", "the river sinks", "not"),
            new LabelledTweet("3", "", "the river flows", "not"));

    Judgement judgement = new Gate(base, rows, CATEGORIES).judge(saysDisaster("1"), saysNot("2"));

    assertEquals(
        Optional.of(new KeywordCounts(Map.of("flood", 2L), 1)), judgement.heldOut().keywords());
  }

  @Test
  void countsNoKeywordThatIsTooLongToBeOne() {
    String endless = "flood".repeat(200_000);
    List<LabelledTweet> rows =
        List.of(new LabelledTweet("1", endless, "the river rises", "disaster"));

    Judgement judgement = new Gate(base, rows, CATEGORIES).judge(saysDisaster("1"), saysNot("2"));

    assertEquals(Optional.of(new KeywordCounts(Map.of(), 1)), judgement.heldOut().keywords());
  }

  private static List<LabelledTweet> rows(String... categories) {
    return IntStream.range(0, categories.length)
        .mapToObj(
            row -> new LabelledTweet("t" + row, "", "the river rises " + row, categories[row]))
        .toList();
  }

  /** Its logits are equal, and the first category wins. */
  private static Contender saysNot(String version) {
    return new Contender(version, withHead(0), 48);
  }

  /** Its head looks along one direction of all these texts, which are all alike. */
  private static Contender saysDisaster(String version) {
    for (float sign : new float[] {1, -1}) {
      Adapter adapter = withHead(sign);
      Answers answers =
          Answers.of(base, new Contender(version, adapter, 48), rows("not"), CATEGORIES);
      if (answers.predictions()[0] == 1) {
        return new Contender(version, adapter, 48);
      }
    }
    throw new AssertionError("neither sign says disaster");
  }

  private static Adapter withHead(float sign) {
    Adapter untrained = UntrainedHead.on(base, CATEGORIES);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(untrained.tensors());
    long[] shape = tensors.get(SCORE).shape();
    int width = Math.toIntExact(shape[1]);
    float[] head = new float[2 * width];
    head[width] = sign;
    tensors.put(SCORE, Tensor.ofFloats(shape, head));
    return new Adapter(
        untrained.lora(),
        untrained.categories(),
        tensors,
        untrained.baseFingerprint(),
        untrained.preparation());
  }
}
