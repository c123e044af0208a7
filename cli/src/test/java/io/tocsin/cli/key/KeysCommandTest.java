package io.tocsin.cli.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.apikey.ApiKey;
import io.tocsin.apikey.KeyRing;
import io.tocsin.apikey.Role;
import io.tocsin.apikey.StoredKey;
import io.tocsin.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
  @TempDir private Path folder;

  @Test
  void printsAKeyOnceAndKeepsItsHash() throws IOException {
    Ran ran = keys("create", "collector", "--role", "write,read");

    assertEquals(0, ran.exitCode(), ran::err);
    ApiKey key = ApiKey.of(ran.out().strip()).orElseThrow();
    StoredKey kept = KeyRing.read(file()).find(key).orElseThrow();
    assertEquals("collector", kept.name());
    assertEquals(Set.of(Role.READ, Role.WRITE), kept.roles());
    assertFalse(Files.readString(file()).contains(key.text()));
    assertFalse(ran.err().contains(key.text()), ran::err);
  }

  @Test
  void listsNamesAndRolesAndNothingElse() throws IOException {
    keys("create", "collector", "--role", "write");
    keys("create", "ada", "--role", "operate", "--role", "read");

    Ran ran = keys("list", "--json");

    assertEquals("ada", ran.json().at("/1/name").asText());
    assertEquals("[\"read\",\"operate\"]", ran.json().at("/1/roles").toString());
    assertEquals(3, ran.json().get(0).size(), ran::out);
    assertTrue(keys("list").out().contains("read, operate"), ran::out);
  }

  @Test
  void revokesOneKeyAndLeavesTheOthers() throws IOException {
    keys("create", "collector", "--role", "write");
    keys("create", "ada", "--role", "operate");

    assertEquals(0, keys("revoke", "collector").exitCode());

    assertFalse(KeyRing.read(file()).has("collector"));
    assertTrue(KeyRing.read(file()).has("ada"));
  }

  @Test
  void refusesWhatWouldChangeNothingOrAnotherKey() throws IOException {
    keys("create", "collector", "--role", "write");
    String before = Files.readString(file());

    assertEquals(2, keys("create", "collector", "--role", "operate").exitCode());
    assertEquals(2, keys("create", "Ada Lovelace", "--role", "read").exitCode());
    assertEquals(2, keys("create", "ada", "--role", "admin").exitCode());
    assertEquals(2, keys("create", "ada").exitCode());
    assertEquals(2, keys("revoke", "ada").exitCode());

    assertEquals(before, Files.readString(file()));
  }

  @Test
  void makesNoKeyUnderANameThatStandsForAnother() {
    Ran ran = keys("create", "monitor", "--role", "operate");

    assertEquals(2, ran.exitCode());
    assertTrue(ran.err().contains("name: expected a name that is not reserved"), ran::err);
    assertFalse(Files.exists(file()));
  }

  private Path file() {
    return folder.resolve("api-keys.json");
  }

  private Ran keys(String... command) {
    String[] all = new String[command.length + 3];
    all[0] = "keys";
    System.arraycopy(command, 0, all, 1, command.length);
    all[command.length + 1] = "--file";
    all[command.length + 2] = file().toString();
    return Ran.tocsin(all);
  }
}
