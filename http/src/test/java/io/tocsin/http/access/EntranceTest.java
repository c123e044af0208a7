package io.tocsin.http.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.apikey.ApiKey;
import io.tocsin.apikey.KeyRing;
import io.tocsin.apikey.Role;
import io.tocsin.apikey.StoredKey;
import io.tocsin.http.HttpSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EntranceTest {
  private static final Optional<String> NONE = Optional.empty();

  @TempDir private Path directory;

  /** What an operator has set. */
  private record Settings(Optional<Path> apiKeys, boolean open) implements HttpSettings {
    @Override
    public Http http() {
      throw new UnsupportedOperationException();
    }
  }

  private static final HttpSettings NOTHING = new Settings(Optional.empty(), false);
  private static final HttpSettings OPEN = new Settings(Optional.empty(), true);

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.2"})
  void isOpenWhereOnlyThisMachineComesIn(String host) {
    assertTrue(new Entrance(NOTHING, host, NONE, NONE).isOpen());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1"})
  void doesNotOpenToOthers(String host) {
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> new Entrance(NOTHING, host, NONE, NONE));

    assertTrue(e.getMessage().contains("TOCSIN_API_KEYS"), e.getMessage());
  }

  @Test
  void opensToOthersWhereItIsToldTo() {
    assertTrue(new Entrance(OPEN, "0.0.0.0", NONE, NONE).isOpen());
  }

  @Test
  void asksForTokensWhereAnIssuerIsNamed() {
    Optional<String> issuer = Optional.of("https://issuer.example");

    assertFalse(new Entrance(NOTHING, "0.0.0.0", issuer, NONE).isOpen());
    assertFalse(new Entrance(OPEN, "127.0.0.1", issuer, NONE).isOpen());
  }

  @Test
  void asksForKeysThoughItIsToldToBeOpen() throws IOException {
    ApiKey key = ApiKey.create("collector");
    StoredKey stored = StoredKey.of(key, Set.of(Role.WRITE), Instant.now());
    Path file = directory.resolve("api-keys.json");
    new KeyRing(List.of(stored)).write(file);

    Entrance entrance = new Entrance(new Settings(Optional.of(file), true), "0.0.0.0", NONE, NONE);

    assertFalse(entrance.isOpen());
    assertEquals(Optional.of(stored), entrance.find(key));
    assertEquals(Optional.empty(), entrance.find(ApiKey.create("collector")));
  }

  @Test
  void doesNotStartWithoutTheKeysThatItWasTold() {
    HttpSettings settings = new Settings(Optional.of(directory.resolve("none.json")), true);

    assertThrows(
        IllegalStateException.class, () -> new Entrance(settings, "127.0.0.1", NONE, NONE));
  }
}
