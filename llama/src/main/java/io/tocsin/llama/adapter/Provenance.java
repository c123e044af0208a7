package io.tocsin.llama.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.llama.checkpoint.BaseFingerprint;
import io.tocsin.llama.checkpoint.ConfigFields;
import io.tocsin.llama.text.TextPreparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What PEFT's files do not tell: {@code tocsin.json}, beside them so that PEFT need not know it.
 *
 * @param categories what the head's rows stand for
 * @param base the base that the adapter was trained on
 * @param preparation what happened to the texts it was trained on
 */
record Provenance(
    List<String> categories, Optional<BaseFingerprint> base, TextPreparation preparation) {
  /** The name under which the fingerprint stands in this file and in the weights' metadata. */
  static final String BASE_FINGERPRINT = "base_fingerprint";

  private static final String CATEGORIES = "categories";
  private static final String TEXT_PREPARATION = "text_preparation";

  /** What Transformers calls categories that have no names. */
  static Provenance unnamed(long categories, Optional<BaseFingerprint> base) {
    return new Provenance(
        LongStream.range(0, categories).mapToObj(row -> "LABEL_" + row).toList(),
        base,
        TextPreparation.PLAIN);
  }

  /** Reads a file; what is wrong with it is noted, and answered with nothing. */
  static Optional<Provenance> read(Path file, List<String> problems) throws IOException {
    int before = problems.size();
    ConfigFields fields = ConfigFields.read(file, problems);
    JsonNode categories = fields.get(CATEGORIES);
    List<String> names = categories.valueStream().map(JsonNode::asText).toList();
    if (!categories.isArray()
        || !categories.valueStream().allMatch(JsonNode::isTextual)
        || names.stream().anyMatch(String::isBlank)
        || names.stream().distinct().count() != names.size()) {
      fields.problem(CATEGORIES, "distinct names");
    }
    Optional<BaseFingerprint> base = Optional.empty();
    if (fields.has(BASE_FINGERPRINT)) {
      base = fingerprint(fields.get(BASE_FINGERPRINT).asText(), problems);
    }
    TextPreparation preparation = preparation(fields, problems);
    return problems.size() == before
        ? Optional.of(new Provenance(names, base, preparation))
        : Optional.empty();
  }

  private static TextPreparation preparation(ConfigFields fields, List<String> problems) {
    if (!fields.has(TEXT_PREPARATION)) {
      return TextPreparation.PLAIN;
    }
    try {
      return TextPreparation.of(fields.get(TEXT_PREPARATION).asText());
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return TextPreparation.PLAIN;
    }
  }

  /** Reads a fingerprint; if it is none, that is noted. */
  static Optional<BaseFingerprint> fingerprint(String hex, List<String> problems) {
    try {
      return Optional.of(new BaseFingerprint(hex));
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns the file's content. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(CATEGORIES, categories);
    json.put(TEXT_PREPARATION, preparation.label());
    base.ifPresent(fingerprint -> json.put(BASE_FINGERPRINT, fingerprint.hex()));
    return json;
  }

  /** Returns the weights' metadata: the format as PEFT names it, and the base. */
  Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>(Map.of("format", "pt"));
    base.ifPresent(fingerprint -> metadata.put(BASE_FINGERPRINT, fingerprint.hex()));
    return metadata;
  }
}
