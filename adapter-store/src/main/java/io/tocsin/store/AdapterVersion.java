package io.tocsin.store;

import java.util.regex.Pattern;

/**
 * The name under which an adapter is stored. It is part of paths and keys, so it is narrow; it
 * never begins with a dot, so that what a killed writer leaves is never taken for an adapter.
 *
 * @param name letters, digits, dots, hyphens and underscores, the first a letter or a digit
 */
record AdapterVersion(String name) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

  AdapterVersion {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "version: expected letters, digits, dots, hyphens and underscores, found " + name);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
