package io.tocsin.llama.safetensors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The tensors that a model must find in its files: floating-point numbers under known names, in
 * known shapes.
 *
 * @param shapes the shapes by name, outermost dimension first
 */
public record ExpectedTensors(SequencedMap<String, List<Long>> shapes) {
  private static final Set<DType> FLOATS = EnumSet.of(DType.F32, DType.F16, DType.BF16);

  /** Copies the shapes. */
  public ExpectedTensors {
    shapes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(shapes));
  }

  /**
   * Compares both ways and returns every difference, one sentence each; none if all is well.
   *
   * @param found what the files hold
   * @param tolerated names that may be there without being expected
   */
  public List<String> differences(Map<String, TensorEntry> found, Predicate<String> tolerated) {
    List<String> differences = new ArrayList<>();
    shapes.forEach((name, shape) -> compare(name, shape, found.get(name), differences));
    for (String name : new TreeSet<>(found.keySet())) {
      if (!shapes.containsKey(name) && !tolerated.test(name)) {
        differences.add("unexpected tensor " + name + " " + found.get(name).shape());
      }
    }
    return List.copyOf(differences);
  }

  private static void compare(
      String name, List<Long> shape, TensorEntry found, List<String> differences) {
    if (found == null) {
      differences.add("missing tensor " + name + " " + shape);
      return;
    }
    if (!found.shape().equals(shape)) {
      differences.add(name + ": expected shape " + shape + ", found " + found.shape());
    }
    if (!FLOATS.contains(found.dtype())) {
      differences.add(name + ": expected one of " + FLOATS + ", found " + found.dtype());
    }
  }
}
