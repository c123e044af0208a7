package io.tocsin.contracts.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table in docs/security.md says what the code does. */
final class SecurityDocumentTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void listsEveryGrantAndNoOther() throws IOException {
    Set<String> declared = new TreeSet<>();
    for (Principal principal : Access.ALL) {
      for (Grant grant : principal.grants()) {
        for (Operation operation : grant.operations()) {
          declared.add(line(principal.name(), operation.name(), type(grant), name(grant)));
        }
      }
    }

    assertEquals(String.join("\n", declared), String.join("\n", documented()));
  }

  private static Set<String> documented() throws IOException {
    Set<String> documented = new TreeSet<>();
    String user = "";
    for (String row : Files.readAllLines(Path.of("../docs/security.md"))) {
      List<String> cells = Arrays.stream(row.split("\\|")).map(String::strip).toList();
      if (cells.size() != 6 || code(cells.get(3)).isEmpty()) {
        continue;
      }
      user = cells.get(1).isEmpty() ? user : code(cells.get(1)).getFirst();
      for (String operation : code(cells.get(3))) {
        for (String name : names(cells.get(5))) {
          documented.add(line(user, operation, cells.get(4), name));
        }
      }
    }
    return documented;
  }

  private static List<String> names(String cell) {
    return cell.equals("all that are declared")
        ? Topics.ALL.stream().map(TopicDeclaration::name).toList()
        : code(cell);
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
  }

  private static String line(String user, String operation, String type, String name) {
    return "%s: %s on %s %s".formatted(user, operation, type, name);
  }

  private static String type(Grant grant) {
    return grant.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String name(Grant grant) {
    return grant.pattern() == NamePattern.PREFIXED ? grant.name() + "*" : grant.name();
  }
}
