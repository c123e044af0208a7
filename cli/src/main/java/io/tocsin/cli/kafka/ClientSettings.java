package io.tocsin.cli.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Settings of Kafka's clients from where users keep them. */
final class ClientSettings {
  private static final String PROVIDERS = "config.providers";
  private static final Set<String> NAMES = names();

  private ClientSettings() {}

  /** Returns those in the environment: {@code KAFKA_SASL_MECHANISM} is {@code sasl.mechanism}. */
  static Map<String, Object> of(Map<String, String> environment) {
    Map<String, Object> settings = new HashMap<>();
    for (String name : NAMES) {
      String value = environment.get(variable(name));
      if (value != null && !value.isBlank()) {
        settings.put(name, value);
      }
    }
    return settings;
  }

  /**
   * Returns those of a properties file, as Kafka's own tools read it.
   *
   * @throws IllegalArgumentException if it names one that Kafka's clients do not have
   */
  static Map<String, Object> of(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Object> settings = new HashMap<>();
    for (String name : new TreeSet<>(properties.stringPropertyNames())) {
      if (!NAMES.contains(name) && !name.startsWith(PROVIDERS)) {
        throw new IllegalArgumentException(
            "%s: expected settings of Kafka's clients, found %s".formatted(file, name));
      }
      settings.put(name, properties.getProperty(name));
    }
    return settings;
  }

  private static String variable(String name) {
    return "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(AdminClientConfig.configNames());
    names.addAll(ConsumerConfig.configNames());
    names.addAll(ProducerConfig.configNames());
    return names;
  }
}
