package io.tocsin.deploy.image;

import io.tocsin.deploy.code.Checkout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Dockerfile, read strictly: what BuildKit would take but these files have no use for is refused.
 */
public record Dockerfile(List<Stage> stages) {
  private static final Pattern FROM = Pattern.compile("(\\S+)(?: AS ([a-z]+))?");

  /** Reads a file of the checkout. */
  public static Dockerfile of(String path) {
    return parse(Checkout.text(path));
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException naming the first line that is wrong
   */
  static Dockerfile parse(String text) {
    List<Stage> stages = new ArrayList<>();
    for (Instruction instruction : instructions(text)) {
      if (instruction.is("FROM")) {
        stages.add(stage(instruction, stages));
      } else if (stages.isEmpty()) {
        throw new IllegalArgumentException(
            "line %d: expected FROM first, found %s"
                .formatted(instruction.line(), instruction.keyword()));
      } else {
        stages.getLast().own().add(instruction);
      }
    }
    return new Dockerfile(List.copyOf(stages));
  }

  /** Returns the stage of a name. */
  public Optional<Stage> stage(String name) {
    return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
  }

  /** Returns what is built unless another stage is asked for. */
  Stage image() {
    return stages.getLast();
  }

  private static Stage stage(Instruction from, List<Stage> earlier) {
    Matcher parts = FROM.matcher(from.rest());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "line %d: expected FROM image AS name, found %s".formatted(from.line(), from.rest()));
    }
    String base = parts.group(1);
    List<Instruction> inherited =
        earlier.stream()
            .filter(stage -> stage.name().equals(base))
            .findFirst()
            .map(Stage::instructions)
            .orElse(List.of());
    String name = Optional.ofNullable(parts.group(2)).orElse("");
    return new Stage(name, base, new ArrayList<>(), inherited);
  }

  private static List<Instruction> instructions(String text) {
    List<Instruction> found = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    int begin = 0;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      begin = open.isEmpty() ? number : begin;
      if (line.endsWith("\\")) {
        open.append(line, 0, line.length() - 1).append(' ');
        continue;
      }
      found.add(Instruction.parse(begin, open.append(line).toString()));
      open.setLength(0);
    }
    if (!open.isEmpty()) {
      throw new IllegalArgumentException("line " + begin + ": expected an end, found none");
    }
    return found;
  }
}
