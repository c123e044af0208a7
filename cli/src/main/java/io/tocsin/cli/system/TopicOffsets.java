package io.tocsin.cli.system;

import io.tocsin.broker.topic.AdminReply;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.kafka.KafkaClients;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Where the declared topics begin and end, and where groups of readers stand in between. */
final class TopicOffsets implements AutoCloseable {
  private final Admin admin;
  private final Map<TopicPartition, Long> begins;
  private final Map<TopicPartition, Long> ends;

  private TopicOffsets(Admin admin, Set<TopicPartition> partitions) {
    this.admin = admin;
    this.begins = offsets(partitions, OffsetSpec.earliest());
    this.ends = offsets(partitions, OffsetSpec.latest());
  }

  /**
   * Looks where they stand now.
   *
   * @throws KafkaException if the cluster does not answer
   */
  static TopicOffsets of(KafkaClients clients) {
    Admin admin = DeclaredTopics.admin(clients);
    try {
      return new TopicOffsets(admin, partitions(admin));
    } catch (KafkaException e) {
      admin.close();
      throw e;
    }
  }

  /** Returns the declared topics that are there. */
  Set<String> topics() {
    return ends.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
  }

  List<ClusterStatus.Topic> sizes() {
    List<ClusterStatus.Topic> sizes = new ArrayList<>();
    for (TopicDeclaration topic : Topics.ALL) {
      List<TopicPartition> partitions =
          ends.keySet().stream().filter(found -> found.topic().equals(topic.name())).toList();
      if (!partitions.isEmpty()) {
        long offsets =
            partitions.stream().mapToLong(found -> ends.get(found) - begins.get(found)).sum();
        sizes.add(new ClusterStatus.Topic(topic.name(), partitions.size(), offsets));
      }
    }
    return sizes;
  }

  List<ClusterStatus.Group> lags() {
    Map<String, ListConsumerGroupOffsetsSpec> all = new TreeMap<>();
    for (GroupListing group :
        AdminReply.of(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())) {
      all.put(group.groupId(), new ListConsumerGroupOffsetsSpec());
    }
    List<ClusterStatus.Group> lags = new ArrayList<>();
    AdminReply.of(admin.listConsumerGroupOffsets(all).all())
        .forEach((group, committed) -> lags.addAll(lags(group, committed)));
    return lags;
  }

  @Override
  public void close() {
    admin.close();
  }

  /** A partition in which the group committed nothing counts from its beginning. */
  private List<ClusterStatus.Group> lags(
      String group, Map<TopicPartition, OffsetAndMetadata> committed) {
    Set<String> topics =
        committed.keySet().stream()
            .map(TopicPartition::topic)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, Long> lags = new TreeMap<>();
    ends.forEach(
        (partition, end) -> {
          if (topics.contains(partition.topic())) {
            OffsetAndMetadata position = committed.get(partition);
            long next = position == null ? begins.get(partition) : position.offset();
            lags.merge(partition.topic(), Math.max(0, end - next), Long::sum);
          }
        });
    return lags.entrySet().stream()
        .map(lag -> new ClusterStatus.Group(group, lag.getKey(), lag.getValue()))
        .toList();
  }

  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> question =
        partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    AdminReply.of(admin.listOffsets(question).all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  private static Set<TopicPartition> partitions(Admin admin) {
    Set<String> there = AdminReply.of(admin.listTopics().names());
    List<String> declared =
        Topics.ALL.stream().map(TopicDeclaration::name).filter(there::contains).toList();
    return AdminReply.of(admin.describeTopics(declared).allTopicNames()).values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .collect(Collectors.toSet());
  }
}
