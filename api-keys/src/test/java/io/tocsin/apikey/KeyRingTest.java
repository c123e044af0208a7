package io.tocsin.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyRingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path directory;

  @Test
  void findsAKeyAndNoOtherOfItsName() {
    ApiKey key = ApiKey.create("collector");
    StoredKey stored = StoredKey.of(key, Set.of(Role.WRITE), NOW);
    KeyRing ring = new KeyRing(List.of(stored));

    assertEquals(Optional.of(stored), ring.find(key));
    assertEquals(Optional.empty(), ring.find(ApiKey.create("collector")));
    assertEquals(Optional.empty(), ring.find(ApiKey.create("other")));
  }

  @Test
  void refusesAKeyThatDiffersInItsLastLetter() {
    ApiKey key = ApiKey.create("collector");
    KeyRing ring = new KeyRing(List.of(StoredKey.of(key, Set.of(Role.WRITE), NOW)));
    String text = key.text();
    char last = text.charAt(text.length() - 1);
    String altered = text.substring(0, text.length() - 1) + (last == 'A' ? 'B' : 'A');

    assertEquals(Optional.empty(), ApiKey.of(altered).flatMap(ring::find));
    assertTrue(ApiKey.of(text).flatMap(ring::find).isPresent());
  }

  @Test
  void keepsNothingThatTheKeyCouldBeMadeOf() throws IOException {
    ApiKey key = ApiKey.create("collector");
    Path file = directory.resolve("keys.json");

    new KeyRing(List.of(StoredKey.of(key, Set.of(Role.READ, Role.WRITE), NOW))).write(file);

    String secret = key.text().substring(key.text().length() - 43);
    assertFalse(Files.readString(file).contains(secret));
    assertFalse(key.toString().contains(secret));
    assertTrue(KeyRing.read(file).find(key).isPresent());
    assertEquals(Set.of(Role.READ, Role.WRITE), KeyRing.read(file).find(key).orElseThrow().roles());
  }

  @Test
  void saltsEachKey() {
    ApiKey key = ApiKey.create("collector");

    StoredKey one = StoredKey.of(key, Set.of(Role.READ), NOW);
    StoredKey other = StoredKey.of(key, Set.of(Role.READ), NOW);

    assertNotEquals(one.salt(), other.salt());
    assertNotEquals(one.hash(), other.hash());
  }

  @Test
  void writesAFileForItsOwnerAloneAndLeavesNothingBeside() throws IOException {
    Path file = directory.resolve("keys.json");

    new KeyRing(List.of()).write(file);
    new KeyRing(List.of()).write(file);

    assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void takesAKeyAway() {
    KeyRing ring =
        new KeyRing(List.of())
            .with(StoredKey.of(ApiKey.create("one"), Set.of(Role.READ), NOW))
            .with(StoredKey.of(ApiKey.create("two"), Set.of(Role.READ), NOW));

    assertFalse(ring.without("one").has("one"));
    assertTrue(ring.without("one").has("two"));
  }

  @Test
  void refusesTwoKeysOfOneName() {
    KeyRing ring = new KeyRing(List.of(StoredKey.of(ApiKey.create("one"), Set.of(Role.READ), NOW)));

    StoredKey again = StoredKey.of(ApiKey.create("one"), Set.of(Role.READ), NOW);

    assertThrows(IllegalArgumentException.class, () -> ring.with(again));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "{\"keys\": [{}]}",
        "{\"keys\": [{\"name\": \"a\", \"roles\": []}]}",
        "{\"keys\": [{\"name\": \"a\", \"roles\": [\"all\"]}]}",
        "{\"keys\": []} {}"
      })
  void refusesAFileThatHoldsNoKeys(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("keys.json"), content);

    IOException e = assertThrows(IOException.class, () -> KeyRing.read(file));

    assertTrue(e.getMessage().contains("keys.json"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "\"%s\"",
        "{\"%s\": 1}",
        "{\"keys\": \"%s\"}",
        "{\"keys\": [{\"%s\": 1}]}",
        "{\"keys\": [{\"name\": \"%s\"}]}",
        "{\"keys\": [{\"name\": \"a\", \"roles\": [\"%s\"]}]}",
        "{\"keys\": []} %s"
      })
  void quotesNothingOfAFileThatHoldsNoKeys(String content) throws IOException {
    ApiKey key = ApiKey.create("collector");
    Path file = Files.writeString(directory.resolve("keys.json"), content.formatted(key.text()));

    IOException e = assertThrows(IOException.class, () -> KeyRing.read(file));

    assertFalse(e.toString().contains("collector"), e.getMessage());
    assertTrue(e.getMessage().contains("found something else at line 1, column"), e.getMessage());
    assertNull(e.getCause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a_b", "-a", "a b", "ä"})
  void refusesAName(String name) {
    assertThrows(IllegalArgumentException.class, () -> ApiKey.create(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"anybody", "api", "monitor", "somebody", "trainer-service"})
  void refusesANameThatStandsForAnother(String name) {
    String secret = ApiKey.create("a").text().substring("tocsin_a_".length());

    assertThrows(IllegalArgumentException.class, () -> ApiKey.create(name));
    assertEquals(Optional.empty(), ApiKey.of("tocsin_%s_%s".formatted(name, secret)));
    assertTrue(ApiKey.of("tocsin_%s-1_%s".formatted(name, secret)).isPresent());
  }

  @Test
  void makesEachKeyAnew() {
    assertNotEquals(ApiKey.create("a").text(), ApiKey.create("a").text());
    assertEquals(Optional.empty(), ApiKey.of("tocsin_a_short"));
    assertEquals(Optional.empty(), ApiKey.of("eyJhbGciOiJSUzI1NiJ9.e30.c2ln"));
  }
}
