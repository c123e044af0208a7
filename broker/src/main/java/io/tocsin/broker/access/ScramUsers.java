package io.tocsin.broker.access;

import io.tocsin.broker.topic.AdminReply;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;

/** The users of a cluster that enter with SCRAM-SHA-512. */
public final class ScramUsers {
  /** Kafka's default. */
  private static final int ITERATIONS = 4096;

  private final Admin admin;

  public ScramUsers(Admin admin) {
    this.admin = admin;
  }

  /**
   * Gives a user a password, whether they had one or not.
   *
   * @throws KafkaException if the cluster refuses or cannot be reached
   */
  public void put(String user, String password) {
    ScramCredentialInfo kind = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
    AdminReply.of(
        admin
            .alterUserScramCredentials(
                List.of(new UserScramCredentialUpsertion(user, kind, password)))
            .all());
  }
}
