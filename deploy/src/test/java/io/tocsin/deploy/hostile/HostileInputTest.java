package io.tocsin.deploy.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.deploy.code.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/hostile-input.md says which test proves a case: that test is there, and proves no other. */
final class HostileInputTest {
  private static final int LEAST_CASES = 60;
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (?<name>.+) \\| .+ \\| `(?<proof>.+?)` \\|$");
  private static final Pattern PROOF =
      Pattern.compile("(?<module>[a-z0-9-]+)/(?<type>\\w+)#(?<method>\\w+)(: (?<part>.+))?");

  private static final Pattern ANNOTATION =
      Pattern.compile("@(Test|ParameterizedTest|FuzzTest)\\b");

  private record Proof(String name, String module, String type, String method, String part) {}

  @Test
  void hasAProofForEveryCase() {
    List<String> missing = proofs().filter(proof -> !isThere(proof)).map(Proof::toString).toList();

    assertEquals(List.of(), missing);
  }

  @Test
  void listsDistinctCasesEnoughOfThem() {
    assertTrue(proofs().count() >= LEAST_CASES, proofs().count() + " cases");
    assertEquals(proofs().count(), proofs().map(Proof::name).distinct().count());
    assertEquals(
        proofs().count(),
        proofs().map(proof -> List.of(proof.type, proof.method, proof.part)).distinct().count());
  }

  private static boolean isThere(Proof proof) {
    return sources(proof)
        .anyMatch(source -> isTest(source, proof.method) && hasPart(source, proof.part));
  }

  /** A part of a test is a case by its name, or a step by its method. */
  private static boolean hasPart(String source, String part) {
    return part.isEmpty()
        || source.contains("\"" + part + "\"")
        || source.contains(" " + part + "(");
  }

  private static boolean isTest(String source, String method) {
    int declared = source.indexOf(" void " + method + "(");
    String before = source.substring(0, Math.max(0, declared));
    String sinceTheMethodBefore = before.substring(Math.max(0, before.lastIndexOf(" void ")));
    return ANNOTATION.matcher(sinceTheMethodBefore).find();
  }

  private static Stream<String> sources(Proof proof) {
    try (Stream<Path> files = Files.walk(Checkout.file(proof.module, "src", "test", "java"))) {
      return files
          .filter(file -> file.endsWith(proof.type + ".java"))
          .map(file -> Checkout.text(file.toString()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError(proof.toString(), e);
    }
  }

  private static Stream<Proof> proofs() {
    return ROW.matcher(Checkout.text("docs", "hostile-input.md"))
        .results()
        .map(HostileInputTest::proof);
  }

  private static Proof proof(MatchResult row) {
    var proof = PROOF.matcher(row.group("proof"));
    if (!proof.matches()) {
      throw new AssertionError("expected module/Class#method, found " + row.group("proof"));
    }
    String part = proof.group("part") == null ? "" : proof.group("part");
    return new Proof(
        row.group("name"), proof.group("module"), proof.group("type"), proof.group("method"), part);
  }
}
