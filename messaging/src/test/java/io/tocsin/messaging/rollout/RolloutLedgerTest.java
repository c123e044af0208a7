package io.tocsin.messaging.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.contracts.rollout.Rollout;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class RolloutLedgerTest {
  private final RolloutLedger ledger = new RolloutLedger();

  @Test
  void tellsWhoAnsweredFromOffsetToOffset() throws Exception {
    Rollout first = rollout(Examples.BASE, "v1", Optional.empty());
    Rollout elsewhere = rollout(Examples.OTHER_BASE, "w1", Optional.empty());
    Rollout second = rollout(Examples.BASE, "v2", Optional.of(0L));
    add("rollouts", 0, Examples.BASE, first);
    add("rollouts", 1, Examples.OTHER_BASE, elsewhere);
    add("rollouts", 2, Examples.BASE, rollout(Examples.BASE, "ignored", Optional.of(5L)));
    add("rollouts", 4, Examples.BASE, second);

    assertEquals(
        List.of(
            new RolloutPeriod(4, Optional.empty(), second),
            new RolloutPeriod(1, Optional.empty(), elsewhere),
            new RolloutPeriod(0, Optional.of(4L), first)),
        ledger.periods());
  }

  @Test
  void forgetsAdaptersThatWereTakenBack() throws Exception {
    add("adapters", 0, "v1", Examples.adapter("v1", Examples.BASE));
    add("adapters", 1, "w1", Examples.adapter("w1", Examples.OTHER_BASE));
    ledger.add(new ConsumerRecord<>("adapters", 0, 2, "w1".getBytes(UTF_8), null));

    assertEquals(Map.of("v1", Examples.adapter("v1", Examples.BASE)), ledger.adapters());
    assertEquals(Set.of(Examples.BASE), ledger.bases());
  }

  @Test
  void isNotChangedByWhatCannotBeRead() {
    assertThrows(
        UnreadableMessageException.class,
        () -> ledger.add(new ConsumerRecord<>("rollouts", 0, 0, new byte[0], "{".getBytes(UTF_8))));

    assertEquals(Set.of(), ledger.bases());
    assertEquals(List.of(), ledger.periods());
  }

  private void add(String topic, long offset, String key, Object message)
      throws UnreadableMessageException {
    ledger.add(
        new ConsumerRecord<>(topic, 0, offset, key.getBytes(UTF_8), MessageJson.write(message)));
  }

  private static Rollout rollout(String base, String active, Optional<Long> replaces) {
    return new Rollout(
        base, active, Optional.empty(), Optional.empty(), replaces, "ada", "better", Examples.NOON);
  }
}
