package io.tocsin.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tocsin.contracts.access.ReplicaGroup;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoppingIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> CREDENTIALS =
      Map.of("aws.accessKeyId", "tocsin", "aws.secretAccessKey", "tocsin-secret");

  @BeforeAll
  static void identify() {
    CREDENTIALS.forEach(System::setProperty);
  }

  @AfterAll
  static void forget() {
    CREDENTIALS.keySet().forEach(System::clearProperty);
  }

  @Test
  void leavesItsGroupThoughTheStoreDoesNotAnswer(@TempDir Path folder) throws Exception {
    try (ServerSocket store = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Cluster cluster = Cluster.start(folder.resolve("broker"));
        Replica replica = Replica.start(cluster, settings(store, folder))) {
      fetchAnAdapter(cluster, replica.rollouts().baseFingerprint());
      store.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      try (Socket _ = store.accept()) {
        replica.stop();
      }

      assertFalse(replica.inference().isFollowing());
      assertEquals(List.of(), List.copyOf(members(cluster)));
      assertEquals(Optional.empty(), replica.failure());
    }
  }

  private static TestSettings settings(ServerSocket store, Path folder) {
    String bucket =
        "s3://bucket/adapters?region=us-east-1&endpoint=http://127.0.0.1:" + store.getLocalPort();
    return TestSettings.of(bucket, folder.resolve("cache"), "stopping");
  }

  private static void fetchAnAdapter(Cluster cluster, String base) {
    URI uri = URI.create("s3://bucket/adapters/slow");
    cluster.publish(Examples.published("slow", uri, "0".repeat(64), base));
    long _ =
        cluster.roll(
            Examples.rollout(base, "slow", Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static Collection<MemberDescription> members(Cluster cluster) throws Exception {
    String group = ReplicaGroup.INFERENCE.groupId();
    try (Admin admin = cluster.clients().admin()) {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members();
    }
  }
}
