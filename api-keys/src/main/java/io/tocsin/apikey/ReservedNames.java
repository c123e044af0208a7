package io.tocsin.apikey;

import java.util.Set;

/**
 * Names of nobody who calls: where the log or the history of rollouts says who it was, they stand
 * for services that decide by themselves, or for callers that nobody knows. The monitor takes a
 * canary for its own by its name.
 */
public final class ReservedNames {
  private static final Set<String> ALL =
      Set.of("anybody", "api", "monitor", "somebody", "trainer-service");

  private ReservedNames() {}

  public static boolean has(String name) {
    return ALL.contains(name);
  }

  /**
   * Refuses them.
   *
   * @throws IllegalArgumentException naming the field
   */
  public static void refuse(String field, String name) {
    if (has(name)) {
      throw new IllegalArgumentException(
          ("%s: expected a name that is not reserved, found %s, which stands for another in the log"
                  + " and the history of rollouts")
              .formatted(field, name));
    }
  }
}
