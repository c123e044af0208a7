package io.tocsin.broker.topic;

import io.tocsin.contracts.topic.TopicDeclaration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics of a cluster what they are declared to be, as far as that takes nothing away:
 * missing ones are created, others are compared and left alone. How many copies are kept is the
 * cluster's own affair.
 */
public final class TopicCreator {
  private final Admin admin;

  public TopicCreator(Admin admin) {
    this.admin = admin;
  }

  /**
   * Creates the topics that are missing and compares those that are there. Several processes may do
   * so at the same time. All topics are ready for use when it returns.
   *
   * @throws KafkaException if the cluster refuses or cannot be reached
   */
  public TopicReport createOrCheck(List<TopicDeclaration> declarations) {
    Map<String, KafkaFuture<Void>> creations =
        admin.createTopics(declarations.stream().map(TopicCreator::newTopic).toList()).values();
    List<String> created =
        declarations.stream()
            .map(TopicDeclaration::name)
            .filter(name -> isNew(creations.get(name)))
            .toList();
    Map<String, TopicDescription> descriptions = descriptions(declarations);
    awaitLeaders(descriptions.values());
    return new TopicReport(created, differences(declarations, descriptions));
  }

  /**
   * Compares the topics with what is there, and changes nothing. A missing topic is a difference.
   *
   * @throws KafkaException if the cluster refuses or cannot be reached
   */
  public List<TopicDifference> check(List<TopicDeclaration> declarations) {
    Set<String> there = AdminReply.of(admin.listTopics().names());
    Stream<TopicDifference> missing =
        declarations.stream()
            .filter(topic -> !there.contains(topic.name()))
            .map(TopicCreator::missing);
    List<TopicDeclaration> found =
        declarations.stream().filter(topic -> there.contains(topic.name())).toList();
    return Stream.concat(missing, differences(found, descriptions(found)).stream()).toList();
  }

  private static TopicDifference missing(TopicDeclaration topic) {
    return new TopicDifference(
        topic.name(), "partitions", Integer.toString(topic.partitions()), "no such topic");
  }

  private Map<String, TopicDescription> descriptions(List<TopicDeclaration> declarations) {
    List<String> names = declarations.stream().map(TopicDeclaration::name).toList();
    return AdminReply.aboutTopics(() -> admin.describeTopics(names).allTopicNames());
  }

  /**
   * Waits until every partition has a leader at work. A producer that is quicker may have its first
   * batch refused and its second taken, after which the first fits nowhere.
   */
  private void awaitLeaders(Collection<TopicDescription> topics) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicDescription topic : topics) {
      topic
          .partitions()
          .forEach(
              found ->
                  ends.put(
                      new TopicPartition(topic.name(), found.partition()), OffsetSpec.latest()));
    }
    AdminReply.aboutTopics(() -> admin.listOffsets(ends).all());
  }

  private List<TopicDifference> differences(
      List<TopicDeclaration> declarations, Map<String, TopicDescription> descriptions) {
    List<ConfigResource> resources = declarations.stream().map(TopicCreator::resource).toList();
    Map<ConfigResource, Config> configurations =
        AdminReply.aboutTopics(() -> admin.describeConfigs(resources).all());
    return declarations.stream()
        .flatMap(
            topic ->
                Stream.concat(
                    partitions(topic, descriptions.get(topic.name())),
                    settings(topic, configurations.get(resource(topic)))))
        .toList();
  }

  private static Stream<TopicDifference> partitions(
      TopicDeclaration topic, TopicDescription description) {
    return difference(
        topic,
        "partitions",
        Integer.toString(topic.partitions()),
        Integer.toString(description.partitions().size()));
  }

  private static Stream<TopicDifference> settings(TopicDeclaration topic, Config configuration) {
    return topic.settings().entrySet().stream()
        .flatMap(
            setting ->
                difference(
                    topic,
                    setting.getKey(),
                    setting.getValue(),
                    configuration.get(setting.getKey()).value()));
  }

  private static Stream<TopicDifference> difference(
      TopicDeclaration topic, String setting, String declared, String found) {
    return declared.equals(found)
        ? Stream.empty()
        : Stream.of(new TopicDifference(topic.name(), setting, declared, found));
  }

  private static NewTopic newTopic(TopicDeclaration topic) {
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
        .configs(topic.settings());
  }

  private static ConfigResource resource(TopicDeclaration topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static boolean isNew(KafkaFuture<Void> creation) {
    try {
      AdminReply.of(creation);
      return true;
    } catch (TopicExistsException e) {
      return false;
    }
  }
}
