package io.tocsin.monitor;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.contracts.adapter.AdapterPublished;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.label.Label;
import io.tocsin.contracts.quality.QualityWindow;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology without a broker, at a time of the test's choosing. */
public final class TestStreams implements AutoCloseable {
  private final TopologyTestDriver driver;
  private Instant now = Examples.NOON;

  public TestStreams(Path folder) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    this.driver =
        new TopologyTestDriver(
            MonitorTopology.of(
                Examples.QUALITY, Examples.LABELLING, Examples.ALERTS, new SimpleMeterRegistry()),
            settings,
            now);
  }

  public TopologyTestDriver driver() {
    return driver;
  }

  public void publish(AdapterPublished adapter) {
    write(Topics.ADAPTERS, adapter.version(), MessageJson.write(adapter), now);
  }

  public void tag(Classification tag) {
    write(Topics.CLASSIFICATIONS, tag.tweetId(), MessageJson.write(tag), tag.classifiedAt());
  }

  /** Writes a label now. */
  public void label(Label label) {
    write(Topics.LABELS, label.tweetId(), MessageJson.write(label), now);
  }

  /** Takes a label back now, as is also done when a tweet is deleted. */
  public void remove(String tweetId) {
    write(Topics.LABELS, tweetId, null, now);
  }

  public void write(TopicDeclaration topic, String key, byte[] value, Instant at) {
    TestInputTopic<byte[], byte[]> input =
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    input.pipeInput(bytes, value, at);
  }

  public void pass(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  /** Returns all that was written to topic quality since the last time, after what is pending. */
  public List<QualityWindow> written() {
    pass(Examples.INTERVAL); // The parts are passed on,
    pass(Examples.INTERVAL); // and what they come to is written.
    return records(Topics.QUALITY).stream().map(TestStreams::quality).toList();
  }

  /** Returns how a version stands since it was published; it must have been written just now. */
  public QualityWindow sincePublication(String version, Role role) {
    return written().stream()
        .filter(found -> found.adapterVersion().equals(version) && found.role() == role)
        .filter(found -> found.window().equals(Optional.empty()))
        .reduce((_, last) -> last)
        .orElseThrow(() -> new AssertionError("nothing was written of " + version));
  }

  public List<TestRecord<byte[], byte[]>> records(TopicDeclaration topic) {
    return driver
        .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private static QualityWindow quality(TestRecord<byte[], byte[]> record) {
    try {
      return MessageJson.read(record.value(), QualityWindow.class);
    } catch (UnreadableMessageException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
