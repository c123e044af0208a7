package io.tocsin.cli.explain;

import io.tocsin.cli.client.PublishedAdapter;
import io.tocsin.cli.output.Json;
import io.tocsin.contracts.adapter.AdapterPublished;
import java.util.Map;
import java.util.stream.Collectors;

/** How an adapter was made, and where it lies. */
final class AdapterText {
  private AdapterText() {}

  static String of(AdapterPublished adapter) {
    return """
        adapter     %s, published %s
        lies at     %s
        digest      %s
        base        %s
        request     %s
        labels      %,d, %s of their file; topic labels up to offsets %s
        seed        %d
        training    %s

        %s
        """
        .formatted(
            adapter.version(),
            adapter.publishedAt(),
            adapter.uri(),
            adapter.sha256(),
            adapter.baseFingerprint(),
            adapter.requestId(),
            adapter.labels().rows(),
            adapter.labels().sha256(),
            offsets(adapter.labels().endOffsets().byPartition()),
            adapter.seed(),
            Json.line(adapter.hyperparameters()),
            PublishedAdapter.text(adapter));
  }

  private static String offsets(Map<Integer, Long> byPartition) {
    return byPartition.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
