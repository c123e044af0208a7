package io.tocsin.broker.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.broker.BrokerSettings;
import io.tocsin.broker.EmbeddedBroker;
import io.tocsin.broker.Records;
import io.tocsin.contracts.topic.Retention;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicCreatorIT {
  private static final Retention DAY = new Retention.Timed(Duration.ofDays(1));

  private static EmbeddedBroker broker;
  private static Admin admin;

  @BeforeAll
  static void startBroker(@TempDir Path directory) {
    broker = EmbeddedBroker.start(new BrokerSettings(directory, 0));
    admin = new Records(broker.bootstrapServers()).admin();
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  @Test
  void createsAllTopicsAndFindsThemAsDeclared() {
    TopicCreator creator = new TopicCreator(admin);

    TopicReport first = creator.createOrCheck(Topics.ALL);
    TopicReport second = creator.createOrCheck(Topics.ALL);

    assertEquals(Topics.ALL.stream().map(TopicDeclaration::name).toList(), first.created());
    assertEquals(List.of(), first.differences());
    assertEquals(List.of(), second.created());
    assertEquals(List.of(), second.differences());
  }

  @Test
  void reportsWhatDiffersAndChangesNothing() {
    TopicCreator creator = new TopicCreator(admin);
    TopicDeclaration found = topic("differing", 2, DAY, 1000);
    creator.createOrCheck(List.of(found));
    TopicDeclaration declared =
        topic("differing", 3, new Retention.Compacted(Duration.ofMinutes(1)), 2000);

    TopicReport report = creator.createOrCheck(List.of(declared));

    assertEquals(
        List.of(
            "topic differing: partitions should be 3, found 2",
            "topic differing: cleanup.policy should be compact, found delete",
            "topic differing: max.compaction.lag.ms should be 86460000, found " + Long.MAX_VALUE,
            "topic differing: max.message.bytes should be 2000, found 1000",
            "topic differing: min.compaction.lag.ms should be 60000, found 0"),
        report.differences().stream().map(TopicDifference::toString).toList());
    assertEquals(List.of(), creator.createOrCheck(List.of(found)).differences());
  }

  @Test
  void createsTheMissingOnesBesideThoseThatDiffer() {
    TopicCreator creator = new TopicCreator(admin);
    creator.createOrCheck(List.of(topic("wide", 2, DAY, 1000)));

    TopicReport report =
        creator.createOrCheck(List.of(topic("wide", 1, DAY, 1000), topic("new", 1, DAY, 1000)));

    assertEquals(List.of("new"), report.created());
    assertEquals(
        List.of(new TopicDifference("wide", "partitions", "1", "2")), report.differences());
  }

  private static TopicDeclaration topic(
      String name, int partitions, Retention retention, int maxMessageBytes) {
    return new TopicDeclaration(name, "any", byte[].class, partitions, retention, maxMessageBytes);
  }
}
