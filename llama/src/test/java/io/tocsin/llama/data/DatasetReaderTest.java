package io.tocsin.llama.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetReaderTest {
  @TempDir Path folder;

  @Test
  void resolvesHtmlEntitiesOnce() throws IOException {
    Path file = csv("text,label\nA &amp; B &lt;3 &#39;x&#39; &eacute; &amp;amp; &nonsense;,0\n");

    Dataset dataset = read(file);

    assertEquals("A & B <3 'x' é &amp; &nonsense;", dataset.rows().getFirst().text());
  }

  @Test
  void callsRowsWithoutIdByTheirNumber() throws IOException {
    Path file = csv("id,text,label\n,a,0\nseven,b,0\n  ,c,0\n");

    Dataset dataset = read(file);

    assertEquals(
        List.of("1", "seven", "3"), dataset.rows().stream().map(LabelledTweet::id).toList());
  }

  @Test
  void prefersLabelToTarget() throws IOException {
    Path file = csv("target,text,label\n0,a,1\n");

    Dataset dataset = read(file);

    assertEquals("disaster", dataset.rows().getFirst().category());
  }

  @Test
  void takesTargetWhereLabelIsMissing() throws IOException {
    Path file = csv("id,keyword,location,text,target\n4,ablaze,Here,a,1\n");

    Dataset dataset = read(file);

    assertEquals(List.of(new LabelledTweet("4", "ablaze", "a", "disaster")), dataset.rows());
  }

  @Test
  void readsColumnsOfOtherNames() throws IOException {
    Path file = csv("nr,topic,body,class\nx,y,z,earthquake\n");
    Columns columns = new Columns("nr", "topic", "body", "class");
    Categories categories = Categories.of("none", "flood", "earthquake");

    Dataset dataset = DatasetReader.read(file, columns, categories);

    assertEquals(List.of(new LabelledTweet("x", "y", "z", "earthquake")), dataset.rows());
  }

  @Test
  void listsColumnsFoundWhenTextIsMissing() {
    Path file = csv("id,tweet,label\n1,a,0\n");

    String message = failure(file, Columns.DEFAULT);

    assertTrue(
        message.contains("no column 'text' for the text; columns found: [id, tweet, label]"),
        message);
  }

  @Test
  void listsColumnsFoundWhenLabelIsMissing() {
    Path file = csv("id,text\n1,a\n");

    String message = failure(file, Columns.DEFAULT);

    assertTrue(message.contains("no column 'label' for the label"), message);
  }

  @Test
  void insistsOnAnIdColumnAskedForByAnotherName() {
    Path file = csv("id,text,label\n1,a,0\n");

    String message = failure(file, new Columns("nr", "keyword", "text", "label"));

    assertTrue(message.contains("no column 'nr' for the id"), message);
  }

  @Test
  void insistsOnALabelColumnAskedForByAnotherName() {
    Path file = csv("id,text,target\n1,a,0\n");

    String message = failure(file, new Columns("id", "keyword", "text", "class"));

    assertTrue(message.contains("no column 'class' for the label"), message);
  }

  @Test
  void namesLineAndExpectationOfUnknownLabel() {
    Path file = csv("text,label\na,0\nb,2\n");

    String message = failure(file, Columns.DEFAULT);

    assertTrue(
        message.contains(
            "line 3: unknown label '2': expected one of [not, disaster], or an index from 0 to 1"),
        message);
  }

  @Test
  void namesBothPlacesOfAnIdGivenTwice() {
    Path file = csv("id,text,label\n7,a,0\n8,b,0\n7,c,1\n");

    String message = failure(file, Columns.DEFAULT);

    assertTrue(message.contains("line 4: id '7' occurs already in line 2"), message);
  }

  @Test
  void refusesBlankText() {
    Path file = csv("text,label\na,0\n &nbsp; ,1\n\" \",1\n");

    String message = failure(file, Columns.DEFAULT);

    assertTrue(message.contains("line 4: the text is blank"), message);
  }

  @Test
  void readsTextsWithoutLabels() throws IOException {
    Path file = csv("keyword,text\nfire,a &gt; b\n,c\n");

    List<UnlabelledTweet> tweets = DatasetReader.readUnlabelled(file, Columns.DEFAULT);

    assertEquals(
        List.of(new UnlabelledTweet("1", "fire", "a > b"), new UnlabelledTweet("2", "", "c")),
        tweets);
  }

  @Test
  void namesKnownExtensions() {
    Path file = TestFiles.write(folder, "tweets.xlsx", "");

    String message = failure(file, Columns.DEFAULT);

    assertTrue(message.contains("expected csv, tsv, jsonl, ndjson or parquet"), message);
  }

  private Path csv(String content) {
    return TestFiles.write(folder, "tweets.csv", content);
  }

  private static Dataset read(Path file) throws IOException {
    return DatasetReader.read(file, Columns.DEFAULT, Categories.DISASTER);
  }

  private static String failure(Path file, Columns columns) {
    return assertThrows(
            DatasetException.class, () -> DatasetReader.read(file, columns, Categories.DISASTER))
        .getMessage();
  }
}
