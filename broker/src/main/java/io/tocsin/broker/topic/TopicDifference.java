package io.tocsin.broker.topic;

/**
 * A topic is not as it was declared.
 *
 * @param topic its name
 * @param setting by Kafka's name, or {@code partitions}
 * @param declared what it should be
 * @param found what it is
 */
public record TopicDifference(String topic, String setting, String declared, String found) {
  @Override
  public String toString() {
    return "topic %s: %s should be %s, found %s".formatted(topic, setting, declared, found);
  }
}
