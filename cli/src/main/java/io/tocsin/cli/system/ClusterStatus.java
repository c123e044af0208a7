package io.tocsin.cli.system;

import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.messaging.rollout.RolloutInForce;
import java.util.List;
import java.util.Optional;

/**
 * What the topics tell.
 *
 * @param topics those that are there
 * @param groups how far readers are behind
 * @param rollouts in force, one for each base
 * @param lastTraining what a trainer said last
 */
record ClusterStatus(
    List<Topic> topics,
    List<Group> groups,
    List<RolloutInForce> rollouts,
    Optional<TrainingProgress> lastTraining) {
  ClusterStatus {
    topics = List.copyOf(topics);
    groups = List.copyOf(groups);
    rollouts = List.copyOf(rollouts);
  }

  /**
   * A topic's size.
   *
   * @param recordsAtMost offsets between its beginning and its end, of which compaction and the
   *     marks of transactions take some
   */
  record Topic(String name, int partitions, long recordsAtMost) {}

  /**
   * A reader's distance from the end of a topic.
   *
   * @param group its id
   * @param lag offsets that it has still to read
   */
  record Group(String group, String topic, long lag) {}
}
