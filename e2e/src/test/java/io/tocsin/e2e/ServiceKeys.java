package io.tocsin.e2e;

import io.tocsin.apikey.ApiKey;
import io.tocsin.apikey.KeyRing;
import io.tocsin.apikey.Role;
import io.tocsin.apikey.StoredKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keys to the services.
 *
 * @param file of their hashes
 * @param whole a key that may do everything
 * @param single a key for each role, which may do nothing else
 */
record ServiceKeys(Path file, ApiKey whole, Map<Role, ApiKey> single) {
  static ServiceKeys in(Path directory) throws IOException {
    ApiKey whole = ApiKey.create("whole");
    KeyRing ring = new KeyRing(List.of(stored(whole, EnumSet.allOf(Role.class))));
    Map<Role, ApiKey> single = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      ApiKey key = ApiKey.create(role.text());
      ring = ring.with(stored(key, EnumSet.of(role)));
      single.put(role, key);
    }
    Path file = directory.resolve("api-keys.json");
    ring.write(file);
    return new ServiceKeys(file, whole, single);
  }

  /** Writes the key that may do everything as the command line takes it. */
  Path keyFile() throws IOException {
    return Files.writeString(file.resolveSibling("whole.key"), whole.text() + "\n");
  }

  private static StoredKey stored(ApiKey key, Set<Role> roles) {
    return StoredKey.of(key, roles, Instant.now());
  }
}
