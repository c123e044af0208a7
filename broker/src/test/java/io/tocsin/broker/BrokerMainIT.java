package io.tocsin.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.broker.topic.AdminReply;
import io.tocsin.broker.topic.TopicCreator;
import io.tocsin.contracts.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrokerMainIT {
  private static final String TOPIC = Topics.TWEETS.name();

  @TempDir private Path directory;

  @Test
  void keepsWhatWasCommittedWhenItIsKilled() throws IOException, InterruptedException {
    List<String> values = IntStream.range(0, 1000).mapToObj(Integer::toString).toList();
    try (BrokerProcess killed = BrokerProcess.on(directory)) {
      Records records = killed.ready();
      createTopics(records);
      records.commit(TOPIC, values);
      killed.kill();
    }

    try (BrokerProcess next = BrokerProcess.on(directory)) {
      assertEquals(values, next.ready().committed(TOPIC, values.size()));
    }
  }

  @Test
  void stopsInOrderWhenAskedTo() throws IOException, InterruptedException {
    try (BrokerProcess broker = BrokerProcess.on(directory)) {
      broker.ready();

      broker.terminate();

      assertTrue(Files.exists(directory.resolve("kafka/.kafka_cleanshutdown")));
      assertEquals(List.of(), broker.remainingOutput());
      assertEquals("", broker.errors());
    }
  }

  @Test
  void namesTheTakenPort() throws IOException, InterruptedException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BrokerProcess broker =
            BrokerProcess.start(
                "--port", Integer.toString(other.getLocalPort()), "--data-dir", at(directory))) {
      assertEquals(1, broker.exitCode());
      assertTrue(broker.errors().startsWith("error: port " + other.getLocalPort() + " "));
    }
  }

  @Test
  void namesTheDirectoryThatAnotherProcessUses() throws IOException, InterruptedException {
    try (BrokerProcess first = BrokerProcess.on(directory)) {
      first.ready();
      try (BrokerProcess second = BrokerProcess.on(directory)) {
        assertEquals(1, second.exitCode());
        assertTrue(
            second
                .errors()
                .startsWith("error: another broker uses data directory " + at(directory)));
      }
    }
  }

  @Test
  void leavesItsAdministratorTheirSettings() throws IOException {
    try (BrokerProcess broker =
        BrokerProcess.start("--port", "0", "--data-dir", at(directory), "--secure")) {
      broker.ready();

      try (Admin admin =
          Admin.create(BrokerSecurity.in(directory.resolve("security")).adminConnection())) {
        assertEquals(Set.of(), AdminReply.of(admin.listTopics().names()));
      }
    }
  }

  @Test
  void explainsItself() throws IOException, InterruptedException {
    try (BrokerProcess broker = BrokerProcess.start("--help")) {
      String help = String.join("\n", broker.remainingOutput());

      assertEquals(0, broker.exitCode());
      assertTrue(help.contains("--port=PORT") && help.contains("--data-dir=DIR"), help);
    }
  }

  @Test
  void refusesAPortThatIsNone() throws IOException, InterruptedException {
    try (BrokerProcess broker = BrokerProcess.start("--port", "70000")) {
      assertEquals(2, broker.exitCode());
      assertTrue(broker.errors().startsWith("port: expected 0 to 65535, found 70000"));
    }
  }

  private static void createTopics(Records records) {
    try (Admin admin = records.admin()) {
      new TopicCreator(admin).createOrCheck(Topics.ALL);
    }
  }

  private static String at(Path directory) {
    return directory.toAbsolutePath().toString();
  }
}
