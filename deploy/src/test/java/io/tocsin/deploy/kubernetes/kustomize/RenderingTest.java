package io.tocsin.deploy.kubernetes.kustomize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RenderingTest {
  private static final String HEAD =
      """
      apiVersion: kustomize.config.k8s.io/v1beta1
      kind: Kustomization
      resources:
        - pods.yaml
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeResources() throws IOException {
    write(
        "pods.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
        data:
          KEY: old
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: service
        spec:
          template:
            spec:
              containers:
                - name: service
                  image: tocsin/service
        """);
    write("patch.yaml", "- {op: replace, path: /data/KEY, value: new}\n");
  }

  @Test
  void patchesPlacesLabelsAndChoosesImages() throws IOException {
    write(
        "kustomization.yaml",
        HEAD
            + """
            namespace: here
            labels:
              - pairs: {own/label: value}
            images:
              - {name: tocsin/service, newName: registry/service, newTag: "1"}
            patches:
              - {path: patch.yaml, target: {kind: ConfigMap}}
            """);

    List<ObjectNode> objects = Rendering.of(folder);

    assertEquals("new", objects.get(0).at("/data/KEY").asText());
    assertEquals("here", objects.get(0).at("/metadata/namespace").asText());
    assertEquals("value", objects.get(1).at("/metadata/labels/own~1label").asText());
    assertEquals(
        "registry/service:1", objects.get(1).at("/spec/template/spec/containers/0/image").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "namePrefix: dev-                                        | namePrefix",
        "patches: [{patch: x, target: {kind: ConfigMap}}]        | patch",
        "patches: [{path: patch.yaml, target: {kind: Secret}}]   | meets no object",
        "images: [{name: other, newTag: '1'}]                    | no container has image other",
        "labels: [{pairs: {a: b}, includeSelectors: true}]       | includeSelectors",
        "resources: [pods.yaml, pods.yaml]                       | there twice"
      })
  void refusesWhatItDoesNotDoExactly(String line, String reason) throws IOException {
    String head =
        line.startsWith("resources") ? HEAD.substring(0, HEAD.indexOf("resources")) : HEAD;
    write("kustomization.yaml", head + line + "\n");

    RuntimeException e = assertThrows(RuntimeException.class, () -> Rendering.of(folder));

    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
