package io.tocsin.ingest.kafka;

import io.tocsin.contracts.retrain.EndOffsets;
import io.tocsin.contracts.topic.Topics;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far topic {@code labels} is written. */
@Singleton
public final class LabelEnds {
  private static final String LABELS = Topics.LABELS.name();

  private final Cluster cluster;

  public LabelEnds(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Returns the offset after the last committed label of every partition.
   *
   * @throws ClusterException if the cluster does not answer, or has no such topic
   */
  public EndOffsets now() {
    TopicDescription topic = cluster.describe(List.of(LABELS)).get(LABELS);
    Map<TopicPartition, OffsetSpec> latest =
        topic.partitions().stream()
            .map(info -> new TopicPartition(LABELS, info.partition()))
            .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
    SortedMap<Integer, Long> ends = new TreeMap<>();
    cluster
        .ask(admin -> committed(admin, latest))
        .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
    return new EndOffsets(ends);
  }

  private static KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> committed(
      Admin admin, Map<TopicPartition, OffsetSpec> latest) {
    return admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all();
  }
}
