package io.tocsin.deploy.code;

import io.smallrye.config.ConfigMappings.ConfigClass;
import io.tocsin.http.HttpSettings;
import io.tocsin.llama.torch.TorchRuntime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import software.amazon.awssdk.core.SdkSystemSetting;

/** Which environment variables a service takes when it runs: any other is a mistake. */
public final class Variables {
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::[^}]*)?}");

  /** Read by the JVM itself. */
  private static final Set<String> JVM = Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");

  /** Read by DJL: where natives lie, and that it counts no users. */
  private static final Set<String> DJL =
      Set.of(
          "DJL_CACHE_DIR",
          "ENGINE_CACHE_DIR",
          "OPT_OUT_TRACKING",
          "PYTORCH_LIBRARY_PATH",
          "PYTORCH_VERSION",
          "PYTORCH_FLAVOR",
          "PYTORCH_CUDA_ALLOC_CONF");

  private Variables() {}

  /** Returns the variables that a service takes. */
  public static Set<String> of(Service service) {
    Set<String> names = new TreeSet<>(JVM);
    for (Class<?> settings : List.of(service.settings(), HttpSettings.class)) {
      ConfigClass.configClass(settings).getProperties().keySet().stream()
          .map(Variables::variable)
          .forEach(names::add);
    }
    service.properties().values().stream()
        .flatMap(value -> EXPRESSION.matcher(value.toString()).results())
        .map(found -> found.group(1))
        .forEach(names::add);
    names.addAll(kafka());
    names.addAll(QuarkusSettings.variables());
    if (service == Service.TRAINER || service == Service.INFERENCE) {
      names.add(variable(TorchRuntime.THREADS_PROPERTY));
      names.addAll(DJL);
      Stream.of(SdkSystemSetting.values())
          .map(SdkSystemSetting::environmentVariable)
          .forEach(names::add);
    }
    return names;
  }

  /** Returns the variable of a property, by MicroProfile Config's third rule. */
  public static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** Quarkus hands each on to all Kafka clients. */
  private static Set<String> kafka() {
    Set<String> settings = new HashSet<>(ConsumerConfig.configNames());
    settings.addAll(ProducerConfig.configNames());
    settings.addAll(AdminClientConfig.configNames());
    return new HashSet<>(settings.stream().map(name -> variable("kafka." + name)).toList());
  }
}
