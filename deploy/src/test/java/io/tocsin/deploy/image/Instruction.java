package io.tocsin.deploy.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a Dockerfile, continued ones joined.
 *
 * @param line where it begins, counted from 1
 * @param keyword such as {@code COPY}
 * @param flags such as {@code from}, without the dashes
 * @param rest what follows them
 */
public record Instruction(int line, String keyword, Map<String, String> flags, String rest) {
  private static final Set<String> KNOWN =
      Set.of(
          "ADD",
          "ARG",
          "CMD",
          "COPY",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "FROM",
          "HEALTHCHECK",
          "LABEL",
          "RUN",
          "SHELL",
          "STOPSIGNAL",
          "USER",
          "VOLUME",
          "WORKDIR");
  private static final Pattern FLAG = Pattern.compile("--([a-z-]+)=(\\S+)\\s+");
  private static final Pattern PAIR =
      Pattern.compile("\\s*([A-Za-z0-9_.-]+)=(?:\"([^\"]*)\"|([^\\s\"]+))(?:\\s+|$)");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if there is no such instruction
   */
  static Instruction parse(int line, String text) {
    String[] parts = text.strip().split("\\s+", 2);
    if (parts.length < 2 || !KNOWN.contains(parts[0])) {
      throw new IllegalArgumentException(
          "line %d: expected an instruction in capitals, found %s".formatted(line, text.strip()));
    }
    Map<String, String> flags = new LinkedHashMap<>();
    Matcher flag = FLAG.matcher(parts[1]);
    int end = 0;
    while (flag.find() && flag.start() == end) {
      flags.put(flag.group(1), flag.group(2));
      end = flag.end();
    }
    return new Instruction(line, parts[0], flags, parts[1].substring(end).strip());
  }

  boolean is(String other) {
    return keyword.equals(other);
  }

  List<String> words() {
    return Arrays.asList(rest.split("\\s+", -1));
  }

  /** Returns the arguments if they are in exec form; a health check's follow its {@code CMD}. */
  public Optional<List<String>> exec() {
    String command = is("HEALTHCHECK") ? rest.replaceFirst("^CMD\\s+", "") : rest;
    try {
      return Optional.of(List.of(JSON.readValue(command, String[].class)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the pairs of {@code ENV} or {@code LABEL}.
   *
   * @throws IllegalArgumentException if there is anything else in it
   */
  Map<String, String> pairs() {
    Map<String, String> pairs = new LinkedHashMap<>();
    Matcher pair = PAIR.matcher(rest);
    int end = 0;
    while (pair.find() && pair.start() == end) {
      pairs.put(pair.group(1), pair.group(2) == null ? pair.group(3) : pair.group(2));
      end = pair.end();
    }
    if (end != rest.length()) {
      throw new IllegalArgumentException(
          "line %d: expected NAME=VALUE, found %s".formatted(line, rest.substring(end)));
    }
    return pairs;
  }
}
