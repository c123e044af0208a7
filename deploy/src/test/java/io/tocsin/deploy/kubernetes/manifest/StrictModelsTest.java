package io.tocsin.deploy.kubernetes.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictModelsTest {
  /** Where any key is right. */
  private static final Pattern FREE =
      Pattern.compile(
          "(Service/spec/selector|.*/(labels|annotations|matchLabels|nodeSelector|data|config"
              + "|limits|requests))");

  @ParameterizedTest
  @ValueSource(strings = {"overlays/laptop", "overlays/gpu"})
  void refusesAnUnknownFieldAnywhere(String overlay) {
    List<String> accepted = new ArrayList<>();
    int tried = 0;

    for (ObjectNode object : Manifests.of(overlay).objects()) {
      for (JsonPointer place : objects(object, JsonPointer.empty())) {
        if (!FREE.matcher(object.path("kind").asText() + place).matches()) {
          ObjectNode wrong = object.deepCopy();
          ((ObjectNode) wrong.at(place)).put("unheardOf", "value");
          tried++;
          if (isAccepted(wrong)) {
            accepted.add(object.at("/metadata/name").asText() + place);
          }
        }
      }
    }

    assertEquals(List.of(), accepted);
    assertTrue(tried > 400, "tried " + tried);
  }

  @Test
  void namesTheUnknownField() {
    ObjectNode service = Manifests.of("overlays/laptop").objects().getFirst().deepCopy();
    service.withObject("/spec").put("portz", 1);

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> StrictModels.read(service));

    assertTrue(e.getMessage().contains("portz"), e.getMessage());
  }

  private static boolean isAccepted(ObjectNode object) {
    try {
      StrictModels.read(object);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static List<JsonPointer> objects(JsonNode node, JsonPointer at) {
    List<JsonPointer> found = new ArrayList<>();
    if (node.isObject()) {
      found.add(at);
    }
    node.properties()
        .forEach(
            field -> found.addAll(objects(field.getValue(), at.appendProperty(field.getKey()))));
    for (int index = 0; node.isArray() && index < node.size(); index++) {
      found.addAll(objects(node.get(index), at.appendIndex(index)));
    }
    return found;
  }
}
