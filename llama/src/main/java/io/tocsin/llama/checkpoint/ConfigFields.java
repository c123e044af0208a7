package io.tocsin.llama.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * The fields of a JSON object, read with an eye on their types. What is wrong is noted, not thrown,
 * and answered with one, so that everything can be reported at once.
 */
final class ConfigFields {
  private final JsonNode object;
  private final List<String> problems;

  ConfigFields(JsonNode object, List<String> problems) {
    this.object = object;
    this.problems = problems;
  }

  /** A field that is null is as good as absent: Python writes its None so. */
  boolean has(String name) {
    return object.hasNonNull(name);
  }

  JsonNode get(String name) {
    return object.path(name);
  }

  void problem(String name, String expected) {
    String found = has(name) ? object.get(name).toString() : "nothing";
    problems.add(name + ": expected " + expected + ", found " + found);
  }

  /** Notes a problem if the field is there with a value that is not implemented. */
  void refuseUnless(String name, Predicate<JsonNode> implemented, String expected) {
    if (has(name) && !implemented.test(object.get(name))) {
      problem(name, expected);
    }
  }

  int positiveInt(String name) {
    JsonNode value = object.path(name);
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() <= 0) {
      problem(name, "a positive integer");
      return 1;
    }
    return value.intValue();
  }

  int positiveInt(String name, int absent) {
    return has(name) ? positiveInt(name) : absent;
  }

  double positiveNumber(String name) {
    JsonNode value = object.path(name);
    if (!value.isNumber() || !(value.doubleValue() > 0) || Double.isInfinite(value.doubleValue())) {
      problem(name, "a positive number");
      return 1;
    }
    return value.doubleValue();
  }

  double positiveNumber(String name, double absent) {
    return has(name) ? positiveNumber(name) : absent;
  }

  boolean flag(String name) {
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
