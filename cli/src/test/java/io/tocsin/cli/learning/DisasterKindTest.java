package io.tocsin.cli.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DisasterKindTest {
  @ParameterizedTest
  @CsvSource({
    "wildfire, NATURAL",
    "flash%20flood, NATURAL",
    "tornado warning, NATURAL",
    "Sinkhole, NATURAL",
    "bridge%20collapse, HUMAN",
    "chemical%20fire, HUMAN",
    "train, HUMAN",
    "war%20zone, HUMAN",
    "rescue, ",
    "'', "
  })
  void tellsAKindByTheKeyword(String keyword, DisasterKind kind) {
    assertEquals(Optional.ofNullable(kind), DisasterKind.of(keyword));
  }
}
