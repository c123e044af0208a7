package io.tocsin.deploy.sbom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.deploy.code.Checkout;
import io.tocsin.deploy.code.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bills of materials against the jars that images hold. */
final class SbomIT {
  private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

  @ParameterizedTest
  @EnumSource(Service.class)
  void namesEveryJarOfAService(Service service) throws IOException {
    Path built = Checkout.file(service.module(), "target");

    Set<String> shipped = jars(built.resolve("quarkus-app/lib"));
    Set<String> named =
        components(built.resolve("quarkus-run-cyclonedx.json"))
            .map(part -> part.path("group").asText() + "." + file(part))
            .collect(Collectors.toCollection(TreeSet::new));

    assertTrue(shipped.size() > 100, shipped::toString);
    shipped.removeAll(named);
    assertEquals(Set.of(), shipped);
  }

  @Test
  void namesEveryJarOfTheCommandLine() throws IOException {
    Path built = Checkout.file("cli", "target");

    Set<String> shipped = jars(built.resolve("lib"));
    Set<String> named =
        components(built.resolve("bom.json"))
            .map(SbomIT::file)
            .collect(Collectors.toCollection(TreeSet::new));

    assertTrue(shipped.size() > 20, shipped::toString);
    shipped.removeAll(named);
    assertEquals(Set.of(), shipped);
  }

  private static Set<String> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Stream<JsonNode> components(Path file) throws IOException {
    JsonNode sbom = new ObjectMapper().readTree(file.toFile());
    assertEquals("CycloneDX", sbom.path("bomFormat").asText());
    return sbom.path("components").valueStream();
  }

  private static String file(JsonNode component) {
    Matcher classifier = CLASSIFIER.matcher(component.path("purl").asText());
    return component.path("name").asText()
        + "-"
        + component.path("version").asText()
        + (classifier.find() ? "-" + classifier.group(1) : "")
        + ".jar";
  }
}
