package io.tocsin.deploy.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The variables of a container, from config maps and its own.
 *
 * @param names all, those that come twice too
 * @param own the container's own
 * @param shared the config maps'
 */
public record Environment(List<String> names, List<EnvVar> own, List<Map<String, String>> shared) {
  /** Returns a workload's; config maps that are not there give nothing. */
  public static Environment of(Workload workload, Manifests manifests) {
    List<Map<String, String>> shared =
        workload.container().getEnvFrom().stream()
            .map(EnvFromSource::getConfigMapRef)
            .flatMap(
                reference ->
                    manifests
                        .all(ConfigMap.class)
                        .filter(map -> map.getMetadata().getName().equals(reference.getName())))
            .map(ConfigMap::getData)
            .toList();
    List<EnvVar> own = workload.container().getEnv();
    List<String> names = new ArrayList<>(own.stream().map(EnvVar::getName).toList());
    shared.forEach(map -> names.addAll(map.keySet()));
    return new Environment(names, own, shared);
  }

  /** Returns the value that a config map gives a variable, or an empty text. */
  public String value(String name) {
    return shared.stream()
        .map(map -> map.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Returns the container's own variable of a name, without a value if there is none. */
  public EnvVar own(String name) {
    return own.stream().filter(each -> each.getName().equals(name)).findAny().orElse(new EnvVar());
  }
}
