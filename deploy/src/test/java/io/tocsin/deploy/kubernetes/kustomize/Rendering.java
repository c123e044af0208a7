package io.tocsin.deploy.kubernetes.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code kubectl kustomize} makes of a folder. In its order: resources, then patches,
 * namespace, labels, images.
 */
public final class Rendering {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Set<String> WITHOUT_NAMESPACE = Set.of("Namespace");

  private final Path folder;
  private final Kustomization kustomization;
  private List<ObjectNode> objects = new ArrayList<>();

  private Rendering(Path folder) {
    this.folder = folder;
    this.kustomization = Kustomization.read(folder);
  }

  /**
   * Returns the objects of a folder's kustomization.
   *
   * @throws IllegalArgumentException naming what Kustomize would refuse
   */
  public static List<ObjectNode> of(Path folder) {
    return new Rendering(folder).render();
  }

  /** Returns the documents of a file. */
  public static List<ObjectNode> documents(Path file) {
    try (MappingIterator<ObjectNode> documents =
        YAML.readerFor(ObjectNode.class).readValues(file.toFile())) {
      return documents.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  private List<ObjectNode> render() {
    kustomization.resources().forEach(this::take);
    requireNoneTwice();
    kustomization.patches().forEach(this::patch);
    if (kustomization.namespace() != null) {
      objects.forEach(this::place);
    }
    kustomization.labels().forEach(this::label);
    kustomization.images().forEach(this::choose);
    return objects;
  }

  private void take(String resource) {
    Path path = folder.resolve(resource).normalize();
    objects.addAll(Files.isDirectory(path) ? of(path) : documents(path));
  }

  private void requireNoneTwice() {
    Set<String> seen = new HashSet<>();
    for (ObjectNode object : objects) {
      String id = id(object);
      if (!seen.add(id)) {
        throw new IllegalArgumentException(folder + ": " + id + " is there twice");
      }
    }
  }

  private void patch(Kustomization.Patch patch) {
    JsonNode operations = operations(patch);
    List<ObjectNode> patched = new ArrayList<>();
    int hits = 0;
    for (ObjectNode object : objects) {
      boolean isMeant = isMeant(patch.target(), object);
      hits += isMeant ? 1 : 0;
      patched.add(isMeant ? (ObjectNode) JsonPatch.apply(operations, object) : object);
    }
    if (hits == 0) {
      throw new IllegalArgumentException(folder + ": " + patch + " meets no object");
    }
    objects = patched;
  }

  private JsonNode operations(Kustomization.Patch patch) {
    try {
      JsonNode operations = YAML.readTree(folder.resolve(patch.path()).toFile());
      if (!operations.isArray()) {
        throw new IllegalArgumentException(patch.path() + ": expected a list of operations");
      }
      return operations;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isMeant(Kustomization.Target target, ObjectNode object) {
    return object.path("kind").asText().equals(target.kind())
        && (target.name() == null || name(object).equals(target.name()));
  }

  private void place(ObjectNode object) {
    if (WITHOUT_NAMESPACE.contains(object.path("kind").asText())) {
      object.withObject("/metadata").put("name", kustomization.namespace());
    } else {
      object.withObject("/metadata").put("namespace", kustomization.namespace());
    }
  }

  private void label(Kustomization.Labels labels) {
    for (ObjectNode object : objects) {
      labels.pairs().forEach(object.withObject("/metadata/labels")::put);
    }
  }

  private void choose(Kustomization.Image image) {
    boolean isThere = false;
    for (ObjectNode object : objects) {
      for (String list : List.of("containers", "initContainers")) {
        JsonNode containers = object.at("/spec/template/spec/" + list);
        isThere |= containers instanceof ArrayNode array && choose(image, array);
      }
    }
    if (!isThere) {
      throw new IllegalArgumentException(folder + ": no container has image " + image.name());
    }
  }

  private static boolean choose(Kustomization.Image image, ArrayNode containers) {
    boolean isThere = false;
    for (JsonNode container : containers) {
      if (container.path("image").asText().equals(image.name())) {
        ((ObjectNode) container).put("image", image.reference());
        isThere = true;
      }
    }
    return isThere;
  }

  private static String id(ObjectNode object) {
    return object.path("apiVersion").asText()
        + " "
        + object.path("kind").asText()
        + " "
        + name(object);
  }

  private static String name(ObjectNode object) {
    return object.at("/metadata/name").asText();
  }
}
