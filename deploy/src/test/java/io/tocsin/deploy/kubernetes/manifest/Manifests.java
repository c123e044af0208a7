package io.tocsin.deploy.kubernetes.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tocsin.deploy.code.Checkout;
import io.tocsin.deploy.kubernetes.kustomize.Rendering;
import java.util.List;
import java.util.stream.Stream;

/** Rendered manifests. */
public final class Manifests {
  private final List<ObjectNode> objects;
  private final List<?> models;

  private Manifests(List<ObjectNode> objects) {
    this.objects = objects;
    this.models = objects.stream().map(StrictModels::read).toList();
  }

  /**
   * Renders folders of {@code k8s/}.
   *
   * @throws IllegalArgumentException naming a field that is unknown
   */
  public static Manifests of(String... folders) {
    return new Manifests(
        Stream.of(folders)
            .flatMap(folder -> Rendering.of(Checkout.file("k8s", folder)).stream())
            .toList());
  }

  /** Returns the objects as they are written. */
  public List<ObjectNode> objects() {
    return objects;
  }

  /** Returns all of a kind. */
  public <T> Stream<T> all(Class<T> kind) {
    return models.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Returns the one of a kind. */
  public <T> T one(Class<T> kind) {
    List<T> found = all(kind).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException("expected one " + kind + ", found " + found.size());
    }
    return found.getFirst();
  }

  /**
   * Returns these with another value at one place, to see who notices.
   *
   * @param place kind, name and JSON pointer, as {@code Service/ingest/spec/ports/0/port}
   * @param value becomes a number or truth value where one was
   */
  public Manifests with(String place, String value) {
    String[] parts = place.split("/", 3);
    JsonPointer pointer = JsonPointer.compile("/" + parts[2]);
    List<ObjectNode> changed = objects.stream().map(ObjectNode::deepCopy).toList();
    ObjectNode object =
        changed.stream()
            .filter(each -> each.path("kind").asText().equals(parts[0]))
            .filter(each -> each.at("/metadata/name").asText().equals(parts[1]))
            .findAny()
            .orElseThrow(() -> new IllegalArgumentException(place + ": no such object"));
    JsonNode old = object.at(pointer);
    if (!old.isValueNode() || old.asText().equals(value)) {
      throw new IllegalArgumentException(place + ": nothing to change");
    }
    put(object.at(pointer.head()), pointer.last().getMatchingProperty(), like(old, value));
    return new Manifests(changed);
  }

  private static JsonNode like(JsonNode old, String value) {
    return switch (old.getNodeType()) {
      case NUMBER -> IntNode.valueOf(Integer.parseInt(value));
      case BOOLEAN -> BooleanNode.valueOf(Boolean.parseBoolean(value));
      default -> TextNode.valueOf(value);
    };
  }

  private static void put(JsonNode parent, String last, JsonNode value) {
    if (parent instanceof ArrayNode list) {
      list.set(Integer.parseInt(last), value);
    } else {
      ((ObjectNode) parent).set(last, value);
    }
  }
}
