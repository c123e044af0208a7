package io.tocsin.apikey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All keys that are good.
 *
 * @param keys each with a name of its own
 */
public record KeyRing(List<StoredKey> keys) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if two are the same
   */
  public KeyRing {
    if (keys == null) {
      throw new IllegalArgumentException("keys: expected a list, found none");
    }
    keys = List.copyOf(keys);
    Set<String> names = new HashSet<>();
    for (StoredKey key : keys) {
      if (!names.add(key.name())) {
        throw new IllegalArgumentException("expected one key %s, found two".formatted(key.name()));
      }
    }
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read, or is none of keys; the message quotes nothing of it,
   *     since it may be the file of a key itself
   */
  public static KeyRing read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      return MAPPER.readValue(bytes, KeyRing.class);
    } catch (IOException e) {
      throw new IOException(
          "%s: expected keys as tocsin keys create --file writes them, found something else%s"
              .formatted(file, place(e)));
    }
  }

  private static String place(IOException e) {
    return e instanceof JsonProcessingException wrong && wrong.getLocation() != null
        ? " at line %d, column %d"
            .formatted(wrong.getLocation().getLineNr(), wrong.getLocation().getColumnNr())
        : "";
  }

  /** Writes a file that its owner alone can read, at once or not at all. */
  public void write(Path file) throws IOException {
    // Made so, it is readable by its owner only; whoever reads while it is replaced sees the old.
    Path whole =
        Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + "", "");
    try {
      MAPPER.writeValue(whole.toFile(), this);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /** Returns what is kept of a key, if it is good. */
  public Optional<StoredKey> find(ApiKey key) {
    return keys.stream().filter(each -> each.isOf(key)).findFirst();
  }

  public boolean has(String name) {
    return keys.stream().anyMatch(named(name));
  }

  /**
   * Returns them with another one.
   *
   * @throws IllegalArgumentException if there is one of its name
   */
  public KeyRing with(StoredKey key) {
    return new KeyRing(Stream.concat(keys.stream(), Stream.of(key)).toList());
  }

  /** Returns them without the one of a name. */
  public KeyRing without(String name) {
    return new KeyRing(keys.stream().filter(named(name).negate()).toList());
  }

  private static Predicate<StoredKey> named(String name) {
    return key -> key.name().equals(name);
  }
}
