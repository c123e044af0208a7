package io.tocsin.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Hyper-parameters other than the recipe's. Which there are, and what they may be, ingest knows.
 */
final class HyperparameterChanges {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Option(names = "--epochs", paramLabel = "N", description = "Default: the recipe's.")
  private Optional<Integer> epochs;

  @Option(
      names = {"--learning-rate", "--lr"},
      paramLabel = "RATE",
      description = "Default: the recipe's.")
  private Optional<Double> learningRate;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "Any other of the recipe's hyper-parameters, named as in topic retrain-requests:"
              + " recompute=true (less memory on a GPU), batchSize=8, lora.r=8, … May be repeated.")
  private Map<String, String> others = new LinkedHashMap<>();

  /** Returns those that were stated, as a request has them. */
  ObjectNode json() {
    ObjectNode changed = JsonNodeFactory.instance.objectNode();
    epochs.ifPresent(value -> changed.put("epochs", value));
    learningRate.ifPresent(value -> changed.put("learningRate", value));
    others.forEach((name, value) -> set(changed, name, value(value)));
    return changed;
  }

  private static void set(ObjectNode root, String name, JsonNode value) {
    List<String> path = List.of(name.split("\\.", -1));
    ObjectNode parent = root;
    for (String outer : path.subList(0, path.size() - 1)) {
      parent = parent.get(outer) instanceof ObjectNode there ? there : parent.putObject(outer);
    }
    parent.set(path.getLast(), value);
  }

  /** Numbers, truth values and lists as JSON has them; any other text is itself. */
  private static JsonNode value(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException _) {
      return TextNode.valueOf(text);
    }
  }
}
