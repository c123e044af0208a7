package io.tocsin.apikey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is kept of a key: nobody can make the key from it.
 *
 * <p>A key is 256 random bits, which nobody guesses however fast the hash is. The slow hashes are
 * for passwords, which people choose; here they would only slow down each request.
 *
 * @param roles one or more
 * @param salt 128 random bits, hexadecimal
 * @param hash the key's HMAC-SHA-256 under the salt, hexadecimal
 * @param createdAt when
 */
public record StoredKey(String name, Set<Role> roles, String salt, String hash, Instant createdAt) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SALT_BYTES = 16;
  private static final Pattern SALT = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Checks that all is there.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  public StoredKey {
    require("name", name != null);
    ApiKey.requireName(name);
    require("roles", roles != null && !roles.isEmpty());
    require("salt", salt != null && SALT.matcher(salt).matches());
    require("hash", hash != null && HASH.matcher(hash).matches());
    require("createdAt", createdAt != null);
    roles = new TreeSet<>(roles);
  }

  private static void require(String field, boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("a key's " + field + " is missing or wrong");
    }
  }

  /** Returns what is to be kept of a key. */
  public static StoredKey of(ApiKey key, Set<Role> roles, Instant now) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    HexFormat hex = HexFormat.of();
    return new StoredKey(
        key.name(), roles, hex.formatHex(salt), hex.formatHex(hash(key, salt)), now);
  }

  /** Returns whether it was made of a key; how long that takes tells nothing of the hash. */
  public boolean isOf(ApiKey key) {
    HexFormat hex = HexFormat.of();
    return name.equals(key.name())
        && MessageDigest.isEqual(hex.parseHex(hash), hash(key, hex.parseHex(salt)));
  }

  private static byte[] hash(ApiKey key, byte[] salt) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(salt, ALGORITHM));
      return mac.doFinal(key.text().getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "%s %s since %s".formatted(name, roles, createdAt);
  }
}
