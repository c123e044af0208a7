package io.tocsin.cli.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.cli.Ran;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Columns;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.DatasetReader;
import io.tocsin.llama.data.LabelledTweet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShiftingSubjectTest {
  @Test
  void shiftsFromNaturesDisastersToThoseOfPeople() throws IOException {
    ShiftingSubject subject = ShiftingSubject.of(sample());

    assertEquals(Set.of(DisasterKind.NATURAL), disasters(subject.taught()));
    assertEquals(Set.of(DisasterKind.NATURAL), disasters(subject.familiar()));
    assertEquals(Set.of(DisasterKind.HUMAN), disasters(subject.arriving()));
    assertTrue(subject.arriving().size() >= ShiftingSubject.ARRIVING);
  }

  @Test
  void neverSendsATweetTwiceNorOneThatTaught() throws IOException {
    ShiftingSubject subject = ShiftingSubject.of(sample());

    Set<String> ids = new HashSet<>();
    for (List<LabelledTweet> part :
        List.of(subject.taught(), subject.familiar(), subject.arriving())) {
      part.forEach(row -> assertTrue(ids.add(row.id()), row::id));
    }
  }

  @Test
  void isTheSameEveryTime() throws IOException {
    assertEquals(ShiftingSubject.of(sample()), ShiftingSubject.of(sample()));
  }

  @Test
  void saysThatKeywordsAreMissingBeforeAnythingStarts(@TempDir Path folder) throws IOException {
    Path data = folder.resolve("tweets.csv");
    Files.writeString(data, "id,text,target\n1,Bridge collapsed,1\n2,this mixtape is fire,0\n");

    Ran ran =
        Ran.tocsin("demo", "--learning", "--data", data.toString(), "--state", folder + "/state");

    assertEquals(1, ran.exitCode());
    assertTrue(ran.err().contains("told by their keywords, found 0"), ran::err);
    assertTrue(Files.notExists(folder.resolve("state")));
  }

  private static Set<DisasterKind> disasters(List<LabelledTweet> rows) {
    Set<DisasterKind> kinds = new HashSet<>();
    rows.stream()
        .filter(row -> row.category().equals("disaster"))
        .map(row -> DisasterKind.of(row.keyword()))
        .flatMap(Optional::stream)
        .forEach(kinds::add);
    return kinds;
  }

  private static Dataset sample() throws IOException {
    return DatasetReader.read(
        Path.of("../samples/tweets.csv"), Columns.DEFAULT, Categories.DISASTER);
  }
}
