package io.tocsin.deploy.kubernetes.kustomize;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A {@code kustomization.yaml} with the features used here: any other key is refused. */
record Kustomization(
    String apiVersion,
    String kind,
    String namespace,
    List<String> resources,
    List<Labels> labels,
    List<Image> images,
    List<Patch> patches) {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Labels of each object, not of what it selects or makes. */
  record Labels(Map<String, String> pairs) {}

  /** An image, renamed or given a tag. */
  record Image(String name, String newName, String newTag) {
    Image {
      Objects.requireNonNull(name, "images: name");
      Objects.requireNonNull(newTag, "images: newTag");
    }

    String reference() {
      return (newName == null ? name : newName) + ":" + newTag;
    }
  }

  /** A file of JSON Patch operations (RFC 6902) for all objects of a kind, or one of them. */
  record Patch(String path, Target target) {
    Patch {
      Objects.requireNonNull(path, "patches: path");
      Objects.requireNonNull(target, "patches: target");
    }
  }

  record Target(String kind, String name) {
    Target {
      Objects.requireNonNull(kind, "patches: target: kind");
    }
  }

  Kustomization {
    if (!"kustomize.config.k8s.io/v1beta1".equals(apiVersion) || !"Kustomization".equals(kind)) {
      throw new IllegalArgumentException(
          "expected a Kustomization, found " + apiVersion + " " + kind);
    }
    resources = resources == null ? List.of() : resources;
    labels = labels == null ? List.of() : labels;
    images = images == null ? List.of() : images;
    patches = patches == null ? List.of() : patches;
  }

  static Kustomization read(Path folder) {
    Path file = folder.resolve("kustomization.yaml");
    try {
      return YAML.readValue(file.toFile(), Kustomization.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
