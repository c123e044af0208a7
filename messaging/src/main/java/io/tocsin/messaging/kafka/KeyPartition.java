package io.tocsin.messaging.kafka;

import org.apache.kafka.common.utils.Utils;

/** Where Kafka's producers put a key, unless they are told otherwise. */
public final class KeyPartition {
  private KeyPartition() {}

  /**
   * Returns the partition: murmur2 of the key, without its sign, modulo their number.
   *
   * @param partitions of the topic, from 1
   */
  public static int of(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }
}
