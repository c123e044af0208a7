package io.tocsin.monitor.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tocsin.contracts.classification.Classification;
import io.tocsin.monitor.Examples;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

final class RecentJsonSerdeTest {
  private final RecentJsonSerde<Classification> serde = new RecentJsonSerde<>(Classification.class);
  private final Serializer<Classification> writer = serde.serializer();
  private final Deserializer<Classification> reader = serde.deserializer();
  private final Classification tag = Examples.tag("a", "v1", 0.7);

  @Test
  void knowsWhatTheBytesThatItWroteSay() {
    byte[] json = writer.serialize("topic", tag);

    assertSame(tag, reader.deserialize("topic", json));
  }

  @Test
  void readsAllOtherBytesAsTheyAre() {
    byte[] json = writer.serialize("topic", tag);

    Classification read = reader.deserialize("topic", json.clone());

    assertNotSame(tag, read);
    assertEquals(tag, read);
  }

  @Test
  void remembersTheNewestOnlyAndReadsTheOthers() {
    byte[] json = writer.serialize("topic", tag);
    for (int i = 0; i < 256; i++) {
      writer.serialize("topic", tag);
    }

    Classification read = reader.deserialize("topic", json);

    assertNotSame(tag, read);
    assertEquals(tag, read);
  }

  @Test
  void takesNothingForNothing() {
    assertNull(writer.serialize("topic", null));
    assertNull(reader.deserialize("topic", null));
  }
}
