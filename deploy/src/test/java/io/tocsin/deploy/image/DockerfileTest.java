package io.tocsin.deploy.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DockerfileTest {
  @Test
  void inheritsFromEarlierStages() {
    Dockerfile file =
        Dockerfile.parse(
            """
            FROM base:1.0 AS one
            # a comment
            ENV A=1 \\
                B="2 3"
            USER 5:5

            FROM one AS two
            ENV A=4
            """);

    Stage image = file.image();

    assertEquals(Map.of("A", "4", "B", "2 3"), image.environment());
    assertEquals("5:5", image.last("USER").orElseThrow().rest());
    assertEquals(3, file.stages().getFirst().own().getFirst().line());
  }

  @Test
  void readsFlagsAndExecForm() {
    Instruction copy = Instruction.parse(1, "COPY --from=build --chown=1:1 a b/ ./");
    Instruction check = Instruction.parse(1, "HEALTHCHECK --interval=5s CMD [\"a\", \"b c\"]");
    Instruction shell = Instruction.parse(1, "CMD run it");

    assertEquals(Map.of("from", "build", "chown", "1:1"), copy.flags());
    assertEquals(List.of("a", "b/", "./"), copy.words());
    assertEquals(Optional.of(List.of("a", "b c")), check.exec());
    assertTrue(shell.exec().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RUN first",
        "FROM a:1 AS b\nCOPIED a b",
        "FROM a:1 AS b\nrun true",
        "FROM a:1 AS b\nRUN",
        "FROM a:1 AS b\nRUN true \\",
        "FROM a:1 as b",
        "FROM --platform=x a b c"
      })
  void refusesWhatIsNoDockerfile(String text) {
    assertThrows(IllegalArgumentException.class, () -> Dockerfile.parse(text));
  }

  @Test
  void refusesAnEnvironmentThatIsNoPairs() {
    Dockerfile file = Dockerfile.parse("FROM a:1 AS b\nENV A 1");

    assertThrows(IllegalArgumentException.class, () -> file.image().environment());
  }
}
