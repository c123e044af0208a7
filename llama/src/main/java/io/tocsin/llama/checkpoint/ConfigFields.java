package io.tocsin.llama.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The fields of a JSON object, read with an eye on their types. What is wrong is noted, not thrown,
 * and answered with one, so that everything can be reported at once.
 */
public final class ConfigFields {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;
  private final List<String> problems;

  ConfigFields(JsonNode object, List<String> problems) {
    this.object = object;
    this.problems = problems;
  }

  /**
   * Reads a file that holds one JSON object.
   *
   * @param problems where to note what will be wrong with its fields
   * @throws CheckpointException if it holds something else
   * @throws IOException if it cannot be read
   */
  public static ConfigFields read(Path file, List<String> problems) throws IOException {
    try {
      JsonNode node = JSON.readTree(file.toFile());
      if (node.isObject()) {
        return new ConfigFields(node, problems);
      }
      throw new CheckpointException(
          file, List.of("expected a JSON object, found " + node.getNodeType()));
    } catch (JsonProcessingException e) {
      throw new CheckpointException(file, List.of("expected JSON: " + e.getOriginalMessage()));
    } catch (CharConversionException e) {
      throw new CheckpointException(file, List.of("expected JSON in UTF-8: " + e.getMessage()));
    }
  }

  /** Returns the names of all fields, in their order. */
  public List<String> names() {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  /** A field that is null is as good as absent: Python writes its None so. */
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** Returns a value, or a missing node. */
  public JsonNode get(String name) {
    return object.path(name);
  }

  /** Notes that a field should have held something else. */
  public void problem(String name, String expected) {
    String found = has(name) ? object.get(name).toString() : "nothing";
    problems.add(name + ": expected " + expected + ", found " + found);
  }

  /** Notes a problem if the field is there with a value that is not implemented. */
  public void refuseUnless(String name, Predicate<JsonNode> implemented, String expected) {
    if (has(name) && !implemented.test(object.get(name))) {
      problem(name, expected);
    }
  }

  /** Returns an integer above zero; anything else, or nothing, is noted. */
  public int positiveInt(String name) {
    JsonNode value = object.path(name);
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() <= 0) {
      problem(name, "a positive integer");
      return 1;
    }
    return value.intValue();
  }

  /** Returns an integer above zero, or another value if there is none. */
  public int positiveInt(String name, int absent) {
    return has(name) ? positiveInt(name) : absent;
  }

  /** Returns a finite number above zero; anything else, or nothing, is noted. */
  public double positiveNumber(String name) {
    JsonNode value = object.path(name);
    if (!value.isNumber() || !(value.doubleValue() > 0) || Double.isInfinite(value.doubleValue())) {
      problem(name, "a positive number");
      return 1;
    }
    return value.doubleValue();
  }

  /** Returns a finite number above zero, or another value if there is none. */
  public double positiveNumber(String name, double absent) {
    return has(name) ? positiveNumber(name) : absent;
  }

  /** Returns a number, or another value if there is none. */
  public double number(String name, double absent) {
    refuseUnless(name, JsonNode::isNumber, "a number");
    return get(name).asDouble(absent);
  }

  /** Returns a flag, false if absent; anything but a flag is noted. */
  public boolean flag(String name) {
    refuseUnless(name, JsonNode::isBoolean, "true or false");
    return get(name).booleanValue();
  }

  OptionalInt token(String name) {
    List<Integer> tokens = tokens(name);
    if (tokens.size() > 1) {
      problem(name, "one token");
    }
    return tokens.stream().mapToInt(Integer::intValue).findFirst();
  }

  List<Integer> tokens(String name) {
    if (!has(name)) {
      return List.of();
    }
    List<Integer> tokens = new ArrayList<>();
    JsonNode value = object.get(name);
    for (JsonNode token : value.isArray() ? value : List.of(value)) {
      if (!token.isIntegralNumber() || !token.canConvertToInt() || token.intValue() < 0) {
        problem(name, "token numbers");
        return List.of();
      }
      tokens.add(token.intValue());
    }
    return tokens;
  }
}
