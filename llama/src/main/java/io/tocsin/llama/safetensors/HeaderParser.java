package io.tocsin.llama.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Reads the header's JSON token by token, so that no duplicate or odd type slips through. */
final class HeaderParser implements AutoCloseable {
  /** The header as a whole is bounded, so its names and strings need no bound of their own. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNameLength(Header.MAX_BYTES)
                  .maxStringLength(Header.MAX_BYTES)
                  .build())
          .build();

  private final Path file;
  private final String text;
  private final JsonParser json;

  private HeaderParser(Path file, String text) throws IOException {
    this.file = file;
    this.text = text;
    this.json = JSON.createParser(text);
  }

  static Header parse(Path file, String text) throws IOException {
    if (!text.startsWith("{")) {
      throw new SafetensorsException(
          Fault.NOT_AN_OBJECT, file, "expected the header to begin with {, found " + quote(text));
    }
    try (HeaderParser parser = new HeaderParser(file, text)) {
      return parser.header();
    } catch (JsonProcessingException e) {
      throw new SafetensorsException(
          Fault.NOT_JSON, file, "expected the header to be JSON: " + e.getOriginalMessage(), e);
    }
  }

  private Header header() throws IOException {
    Map<String, String> metadata = null;
    SequencedMap<String, TensorEntry> entries = new LinkedHashMap<>();
    json.nextToken();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      boolean isMetadata = name.equals(Header.METADATA);
      if (isMetadata ? metadata != null : entries.containsKey(name)) {
        throw fault(Fault.DUPLICATE_NAME, name, "expected the name once, found it twice");
      }
      json.nextToken();
      if (isMetadata) {
        metadata = metadata();
      } else {
        entries.put(name, entry(name));
      }
    }
    requireOnlySpacesAfter((int) json.currentLocation().getCharOffset());
    return new Header(metadata == null ? Map.of() : metadata, entries);
  }

  private void requireOnlySpacesAfter(int end) throws SafetensorsException {
    String rest = text.substring(end);
    if (rest.chars().anyMatch(c -> c != ' ')) {
      throw new SafetensorsException(
          Fault.TEXT_AFTER_HEADER,
          file,
          "expected only spaces after the header's object, found " + quote(rest));
    }
  }

  private Map<String, String> metadata() throws IOException {
    if (!json.hasToken(JsonToken.START_OBJECT)) {
      throw fault(
          Fault.METADATA_NOT_STRINGS, Header.METADATA, "expected an object, found " + found());
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw fault(
            Fault.METADATA_NOT_STRINGS,
            Header.METADATA,
            "expected a string as " + quote(key) + ", found " + found());
      }
      if (metadata.put(key, json.getText()) != null) {
        throw duplicateKey(Header.METADATA, key);
      }
    }
    return metadata;
  }

  private TensorEntry entry(String name) throws IOException {
    require(JsonToken.START_OBJECT, name, "an object");
    DType dtype = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "dtype" -> dtype = once(name, key, dtype, dtype(name));
        case "shape" ->
            shape = once(name, key, shape, integers(name, key, Fault.NEGATIVE_DIMENSION));
        case "data_offsets" ->
            offsets = once(name, key, offsets, integers(name, key, Fault.NEGATIVE_OFFSET));
        default ->
            throw fault(
                Fault.UNKNOWN_KEY,
                name,
                "expected dtype, shape, data_offsets, found " + quote(key));
      }
    }
    if (dtype == null || shape == null || offsets == null) {
      throw fault(Fault.MISSING_KEY, name, "expected each of dtype, shape, data_offsets");
    }
    return entry(name, dtype, shape, offsets);
  }

  private TensorEntry entry(String name, DType dtype, List<Long> shape, List<Long> offsets)
      throws SafetensorsException {
    if (offsets.size() != 2) {
      throw fault(Fault.WRONG_TYPE, name, "expected two data_offsets, found " + offsets);
    }
    return new TensorEntry(dtype, shape, offsets.get(0), offsets.get(1));
  }

  private <T> T once(String name, String key, T before, T value) throws SafetensorsException {
    if (before != null) {
      throw duplicateKey(name, key);
    }
    return value;
  }

  private DType dtype(String name) throws IOException {
    require(JsonToken.VALUE_STRING, name, "a string as dtype");
    String dtype = json.getText();
    return DType.named(dtype)
        .orElseThrow(
            () ->
                fault(
                    Fault.UNKNOWN_DTYPE,
                    name,
                    "expected one of %s, found %s"
                        .formatted(List.of(DType.values()), quote(dtype))));
  }

  private List<Long> integers(String name, String key, Fault negative) throws IOException {
    require(JsonToken.START_ARRAY, name, "an array of integers as " + key);
    List<Long> integers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      require(JsonToken.VALUE_NUMBER_INT, name, "integers in " + key);
      if (json.getText().startsWith("-")) {
        throw fault(negative, name, "expected no negative number in " + key + ", found " + found());
      }
      if (json.getNumberType() == NumberType.BIG_INTEGER) {
        throw fault(
            Fault.OVERFLOW, name, "expected 63-bit numbers in " + key + ", found " + found());
      }
      integers.add(json.getLongValue());
    }
    return integers;
  }

  private void require(JsonToken token, String name, String expected) throws IOException {
    if (!json.hasToken(token)) {
      throw fault(Fault.WRONG_TYPE, name, "expected " + expected + ", found " + found());
    }
  }

  private String found() throws IOException {
    return quote(json.getText());
  }

  private SafetensorsException duplicateKey(String name, String key) {
    return fault(Fault.DUPLICATE_KEY, name, "expected " + quote(key) + " once, found it twice");
  }

  private SafetensorsException fault(Fault fault, String name, String message) {
    return new SafetensorsException(fault, file, quote(name) + ": " + message);
  }

  private static String quote(String text) {
    int shown = 80;
    return "'" + (text.length() <= shown ? text : text.substring(0, shown) + "…") + "'";
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
