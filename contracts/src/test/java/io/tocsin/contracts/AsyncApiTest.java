package io.tocsin.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.contracts.cloudevent.CloudEvent;
import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The AsyncAPI document says what the code does. */
final class AsyncApiTest {
  @Test
  void describesTheDeclaredTopicsAndNoOthers() {
    Set<String> described =
        AsyncApi.at("/channels")
            .valueStream()
            .map(AsyncApiTest::address)
            .collect(Collectors.toSet());

    assertEquals(
        Topics.ALL.stream().map(TopicDeclaration::name).collect(Collectors.toSet()), described);
  }

  @ParameterizedTest
  @FieldSource("io.tocsin.contracts.topic.Topics#ALL")
  void agreesWithEachDeclaration(TopicDeclaration topic) {
    JsonNode kafka = channel(topic).requiredAt("/bindings/kafka");

    assertEquals(topic.partitions(), kafka.required("partitions").intValue());
    assertEquals(topic.settings(), settings(kafka.required("topicConfiguration")));
  }

  @ParameterizedTest
  @FieldSource("io.tocsin.contracts.topic.Topics#SOURCES")
  void namesMessageKeyAndEventTypeOfEachTopic(TopicDeclaration topic) {
    String name = topic.value().getSimpleName();

    JsonNode message = AsyncApi.at("/components/messages/" + name);

    assertEquals("#/components/messages/" + name, messageOf(topic));
    assertEquals("#/components/schemas/" + name, message.requiredAt("/payload/$ref").asText());
    assertEquals(topic.key(), message.requiredAt("/bindings/kafka/key/description").asText());
    assertEquals(
        CloudEvent.typeOf(topic.value()),
        message.requiredAt("/headers/allOf/1/properties/ce_type/const").asText());
  }

  @ParameterizedTest
  @FieldSource("io.tocsin.contracts.topic.Topics#SOURCES")
  void sendsUnreadableRecordsToDeadLetters(TopicDeclaration topic) {
    assertEquals("#/components/messages/DeadLetter", messageOf(Topics.deadLetters(topic)));
  }

  @ParameterizedTest
  @MethodSource("io.tocsin.contracts.GoldenMessages#all")
  void describesEachGoldenMessage(GoldenMessage golden) {
    assertEquals(
        List.of(), AsyncApi.errors("/components/schemas/" + golden.schema(), golden.json()));
  }

  @ParameterizedTest
  @MethodSource("io.tocsin.contracts.GoldenMessages#all")
  void declaresTheFieldsOfEachGoldenMessageAndNoOthers(GoldenMessage golden) {
    for (DeclaredObject object : AsyncApi.objects(golden)) {
      ObjectNode json = object.in(golden.json());

      Set<String> written =
          json.propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());

      assertEquals(object.fields(), written, object.pointer());
    }
  }

  @Test
  void describesTheHeaders() {
    assertEquals(
        List.of(),
        AsyncApi.errors("/components/messages/Tweet/headers", Json.golden("cloud-event")));
    assertEquals(
        List.of(), AsyncApi.errors("/components/schemas/DeadLetter", Json.golden("dead-letter")));
  }

  private static JsonNode channel(TopicDeclaration topic) {
    return AsyncApi.at("/channels")
        .valueStream()
        .filter(channel -> address(channel).equals(topic.name()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no channel for " + topic.name()));
  }

  private static String messageOf(TopicDeclaration topic) {
    JsonNode messages = channel(topic).required("messages");
    assertEquals(1, messages.size(), "messages in " + topic.name());
    return messages.valueStream().findFirst().orElseThrow().required("$ref").asText();
  }

  private static String address(JsonNode channel) {
    return channel.required("address").asText();
  }

  private static Map<String, String> settings(JsonNode configuration) {
    return configuration
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, setting -> text(setting.getValue())));
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(","))
        : value.asText();
  }
}
