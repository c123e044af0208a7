package io.tocsin.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every message. The AsyncAPI document says which fields are required. */
@ParameterizedClass
@MethodSource("io.tocsin.contracts.GoldenMessages#all")
final class GoldenMessagesTest {
  private final GoldenMessage golden;

  GoldenMessagesTest(GoldenMessage golden) {
    this.golden = golden;
  }

  @Test
  void readsAsTheRecord() throws JsonProcessingException {
    assertEquals(golden.message(), Json.read(golden.json(), golden.type()));
  }

  @Test
  void writesAsTheFile() throws JsonProcessingException {
    assertEquals(golden.json(), Json.written(golden.message()));
  }

  @Test
  void ignoresUnknownFieldsInEveryObject() throws JsonProcessingException {
    JsonNode json = golden.json();
    for (DeclaredObject object : AsyncApi.objects(golden)) {
      object.in(json).put("unheardOf", "from a newer writer");
    }

    Object read = Json.read(json, golden.type());

    assertEquals(golden.message(), read);
  }

  @Test
  void refusesEachMissingRequiredFieldByName() {
    for (DeclaredField field : AsyncApi.fields(golden)) {
      JsonNode json = field.removedFrom(golden.json());
      if (!AsyncApi.describes(golden.schema(), json)) {
        assertRefused(json, field);
      }
    }
  }

  @Test
  void refusesEachRequiredFieldThatIsNullByName() {
    for (DeclaredField field : AsyncApi.fields(golden)) {
      if (!AsyncApi.describes(golden.schema(), field.removedFrom(golden.json()))) {
        assertRefused(field.nullIn(golden.json()), field);
      }
    }
  }

  @Test
  void doesWithoutEachOptionalField() throws JsonProcessingException {
    for (DeclaredField field : AsyncApi.fields(golden)) {
      JsonNode json = field.removedFrom(golden.json());
      if (AsyncApi.describes(golden.schema(), json)) {
        assertEquals(json, Json.written(Json.read(json, golden.type())), field.toString());
      }
    }
  }

  private void assertRefused(JsonNode json, DeclaredField field) {
    JsonMappingException e =
        assertThrows(
            JsonMappingException.class, () -> Json.read(json, golden.type()), field::toString);
    assertTrue(e.getOriginalMessage().contains(field.name()), e.getMessage());
  }
}
