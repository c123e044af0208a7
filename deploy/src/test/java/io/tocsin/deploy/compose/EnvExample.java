package io.tocsin.deploy.compose;

import io.tocsin.deploy.code.Checkout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code .env.example}: each variable on a line of its own, switched off. */
record EnvExample(Map<String, String> usual, Map<String, String> examples) {
  private static final String EXAMPLES = "# ---- From here on examples";
  private static final Pattern LINE = Pattern.compile("#([A-Z][A-Z0-9_]*)=(.*)");

  static EnvExample read() {
    Map<String, String> usual = new LinkedHashMap<>();
    Map<String, String> examples = new LinkedHashMap<>();
    boolean isExample = false;
    for (String line : Checkout.text(".env.example").lines().toList()) {
      isExample |= line.startsWith(EXAMPLES);
      Matcher variable = LINE.matcher(line);
      if (variable.matches()) {
        (isExample ? examples : usual).put(variable.group(1), variable.group(2));
      } else if (!line.isBlank() && !line.startsWith("# ")) {
        throw new IllegalStateException("expected #NAME=value, found " + line);
      }
    }
    return new EnvExample(usual, examples);
  }
}
