package io.tocsin.deploy.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes an image.
 *
 * @param name what others call it; none is a name too short to be called by
 * @param base an image, or an earlier stage
 * @param own instructions in it
 * @param inherited those of the stages that it is built on, first ones first
 */
public record Stage(String name, String base, List<Instruction> own, List<Instruction> inherited) {
  /** Returns all that make the image, in order. */
  List<Instruction> instructions() {
    return Stream.concat(inherited.stream(), own.stream()).toList();
  }

  List<Instruction> all(String keyword) {
    return instructions().stream().filter(found -> found.is(keyword)).toList();
  }

  /** Returns the one that counts: the last. */
  public Optional<Instruction> last(String keyword) {
    List<Instruction> found = all(keyword);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
  }

  /** Returns the environment that the image sets. */
  public Map<String, String> environment() {
    return pairs("ENV");
  }

  Map<String, String> labels() {
    return pairs("LABEL");
  }

  /** Returns the folders that are meant to be written. */
  public List<String> volumes() {
    return all("VOLUME").stream().flatMap(volume -> volume.exec().orElseThrow().stream()).toList();
  }

  private Map<String, String> pairs(String keyword) {
    Map<String, String> pairs = new LinkedHashMap<>();
    all(keyword).forEach(instruction -> pairs.putAll(instruction.pairs()));
    return pairs;
  }
}
