package io.tocsin.deploy.compose;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Compose files laid over one another, read strictly: an unknown key is an error.
 *
 * @param defaults the variables in them, with what stands for each that has no value; empty where
 *     there must be one, or where the container goes without
 */
record Compose(
    Map<String, ComposeService> services,
    Set<String> volumes,
    Map<String, Optional<String>> defaults) {
  private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new Jdk8Module());

  /** The file as it stands. */
  private record File(
      String name, Map<String, ComposeService> services, Map<String, Object> volumes) {}

  /**
   * Reads files.
   *
   * @param values of variables, as {@code .env} gives them
   * @param texts the files, those that are laid over the others last
   * @throws IllegalArgumentException naming what is wrong
   */
  static Compose parse(Map<String, String> values, String... texts) {
    Interpolation interpolation = new Interpolation(values);
    Object merged = new LinkedHashMap<>();
    for (String text : texts) {
      merged = merge(merged, interpolation.resolve(load(text)));
    }
    File file = MAPPER.convertValue(merged, File.class);
    Map<String, Optional<String>> defaults = new TreeMap<>(interpolation.defaults());
    file.services()
        .values()
        .forEach(
            service ->
                service.environment().entrySet().stream()
                    .filter(variable -> variable.getValue() == null)
                    .forEach(variable -> defaults.put(variable.getKey(), Optional.empty())));
    return new Compose(file.services(), new TreeSet<>(file.volumes().keySet()), defaults);
  }

  /** Returns the document without {@code x-…}, which only anchors are kept in. */
  private static Object load(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Map<String, Object> document = new Yaml(new SafeConstructor(options)).load(text);
    document.keySet().removeIf(key -> key.startsWith("x-"));
    return document;
  }

  /** Compose's rule: maps are merged, lists joined, anything else is replaced. */
  private static Object merge(Object below, Object above) {
    if (below instanceof Map<?, ?> first && above instanceof Map<?, ?> second) {
      Map<Object, Object> merged = new LinkedHashMap<>(first);
      second.forEach(
          (key, value) ->
              merged.put(key, merged.containsKey(key) ? merge(merged.get(key), value) : value));
      return merged;
    }
    if (below instanceof List<?> first && above instanceof List<?> second) {
      List<Object> joined = new ArrayList<>(first);
      joined.addAll(second);
      return joined;
    }
    return above;
  }
}
