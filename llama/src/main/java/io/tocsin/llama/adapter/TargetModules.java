package io.tocsin.llama.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.llama.checkpoint.LlamaConfig;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the layers that PEFT's {@code target_modules} mean: all of them, or those whose names are,
 * or end with, one of a list. Regular expressions are refused.
 */
final class TargetModules {
  private final LlamaConfig base;
  private final List<String> problems;

  TargetModules(LlamaConfig base, List<String> problems) {
    this.base = base;
    this.problems = problems;
  }

  /** Returns the layers; what is not understood is noted. */
  Set<Projection> read(JsonNode node) {
    if (node.isTextual() && node.textValue().toLowerCase(Locale.ROOT).equals("all-linear")) {
      return EnumSet.allOf(Projection.class);
    }
    if (!node.isArray() || !node.valueStream().allMatch(JsonNode::isTextual)) {
      problems.add("target_modules: expected \"all-linear\" or a list of names, found " + node);
      return Set.of();
    }
    List<String> targets = node.valueStream().map(JsonNode::textValue).toList();
    Set<Projection> projections = EnumSet.noneOf(Projection.class);
    List<String> unknown = new ArrayList<>(targets);
    for (Projection projection : Projection.values()) {
      long layers = matchedLayers(projection, targets);
      if (layers == base.layers()) {
        projections.add(projection);
      } else if (layers > 0) {
        problems.add(
            "target_modules: expected %s in all %d layers, found %d"
                .formatted(projection.suffix(), base.layers(), layers));
      }
      unknown.removeIf(target -> matchedLayers(projection, List.of(target)) > 0);
    }
    unknown.forEach(
        target ->
            problems.add("target_modules: expected layers of a Llama model, found " + target));
    return projections;
  }

  private long matchedLayers(Projection projection, List<String> targets) {
    return IntStream.range(0, base.layers())
        .mapToObj(projection::module)
        .filter(
            module ->
                targets.stream()
                    .anyMatch(target -> module.equals(target) || module.endsWith("." + target)))
        .count();
  }
}
