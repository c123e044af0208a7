package io.tocsin.contracts.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.contracts.topic.TopicDeclaration;
import io.tocsin.contracts.topic.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class AccessTest {
  private static final Set<String> DECLARED =
      Topics.ALL.stream().map(TopicDeclaration::name).collect(Collectors.toSet());

  @ParameterizedTest
  @FieldSource("io.tocsin.contracts.access.Access#ALL")
  void grantsOnlyTopicsThatAreDeclared(Principal principal) {
    List<String> unknown =
        topics(principal)
            .filter(grant -> grant.pattern() == NamePattern.LITERAL)
            .map(Grant::name)
            .filter(name -> !DECLARED.contains(name))
            .toList();

    assertEquals(List.of(), unknown);
  }

  @ParameterizedTest
  @FieldSource("io.tocsin.contracts.access.Access#ALL")
  void namesEveryResourceOnce(Principal principal) {
    List<List<Object>> resources =
        principal.grants().stream()
            .map(grant -> List.<Object>of(grant.type(), grant.name(), grant.pattern()))
            .toList();

    assertEquals(resources.stream().distinct().toList(), resources);
  }

  /** Prefixes are for topics that a service makes for itself. */
  @ParameterizedTest
  @FieldSource("io.tocsin.contracts.access.Access#ALL")
  void grantsEveryDeclaredTopicByItsOwnName(Principal principal) {
    List<String> reached =
        topics(principal)
            .filter(grant -> grant.pattern() == NamePattern.PREFIXED)
            .flatMap(grant -> DECLARED.stream().filter(name -> name.startsWith(grant.name())))
            .toList();

    assertEquals(List.of(), reached);
  }

  @Test
  void leavesEveryTopicThatIsReadSomebodyWhoWritesIt() {
    Set<String> read = granted(Operation.READ);
    // The command line looks for letters in all their topics.
    Topics.SOURCES.forEach(source -> read.remove(Topics.deadLetters(source).name()));

    assertEquals(Set.of(), difference(read, granted(Operation.WRITE)));
  }

  @Test
  void namesGroupsAndTransactionsAfterTheService() {
    assertEquals("inference", ReplicaGroup.INFERENCE.groupId());
    assertEquals("trainer-one", ReplicaGroup.TRAINER.transactionalId("one"));
  }

  @Test
  void refusesAGrantOfNothing() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Grant.topic(Topics.TWEETS));

    assertEquals("operations: expected one or more, found none", e.getMessage());
  }

  private static Stream<Grant> topics(Principal principal) {
    return principal.grants().stream().filter(grant -> grant.type() == ResourceType.TOPIC);
  }

  private static Set<String> granted(Operation operation) {
    return Access.ALL.stream()
        .flatMap(AccessTest::topics)
        .filter(grant -> grant.operations().contains(operation))
        .map(Grant::name)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Set<String> difference(Set<String> all, Set<String> less) {
    return all.stream().filter(name -> !less.contains(name)).collect(Collectors.toSet());
  }
}
