package io.tocsin.llama.adapter;

import io.tocsin.llama.checkpoint.BaseFingerprint;
import io.tocsin.llama.safetensors.Tensor;
import io.tocsin.llama.text.TextPreparation;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A trained low-rank adaptation with its classification head.
 *
 * @param lora the hyper-parameters
 * @param categories what the rows of the head stand for, in their order; distinct
 * @param tensors finite F32 tensors by PEFT's names, see {@link AdapterTensors}
 * @param baseFingerprint the base it was trained on; adapters made by PEFT do not tell
 * @param preparation what happened to the texts it was trained on
 */
public record Adapter(
    LoraConfig lora,
    List<String> categories,
    SequencedMap<String, Tensor> tensors,
    Optional<BaseFingerprint> baseFingerprint,
    TextPreparation preparation) {
  /**
   * Checks categories and weights, which it can without knowing the base.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public Adapter {
    categories = List.copyOf(categories);
    tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
    if (new HashSet<>(categories).size() != categories.size()) {
      throw new IllegalArgumentException("expected distinct categories, found " + categories);
    }
    List<String> faults = AdapterTensors.faults(tensors);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    Tensor score = tensors.get(AdapterTensors.SCORE);
    if (score == null || score.shape().length != 2 || score.shape()[0] != categories.size()) {
      throw new IllegalArgumentException(
          "%s: expected a row for each of %s, found %s"
              .formatted(AdapterTensors.SCORE, categories, score));
    }
  }

  /** Makes an adapter of unprepared texts, as PEFT does. */
  public Adapter(
      LoraConfig lora,
      List<String> categories,
      SequencedMap<String, Tensor> tensors,
      Optional<BaseFingerprint> baseFingerprint) {
    this(lora, categories, tensors, baseFingerprint, TextPreparation.PLAIN);
  }

  /**
   * Demands that this adapter was trained on a base. One that does not tell its base passes: its
   * shapes are then all there is to go by.
   *
   * @throws WrongBaseException if it was trained on another
   */
  public void requireBase(BaseFingerprint base) {
    if (baseFingerprint.isPresent() && !baseFingerprint.get().equals(base)) {
      throw new WrongBaseException(baseFingerprint.get(), base);
    }
  }
}
