package io.tocsin.broker;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** Tells which Kafka runs. */
final class KafkaVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"Kafka " + AppInfoParser.getVersion()};
  }
}
