package io.tocsin.trainer.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.contracts.label.Label;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Dataset;
import io.tocsin.trainer.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelFileTest {
  private static final LabelRows ROWS = new LabelRows(Categories.DISASTER);

  @TempDir private Path folder;

  @Test
  void givesTheSameRowsBack() throws IOException {
    List<Label> labels = Samples.labels(40);

    LabelFile.of(labels).write(folder);

    List<Label> read = LabelFile.read(folder);
    assertEquals(labels, read);
    assertEquals(ROWS.dataset(labels), ROWS.dataset(read));
    assertEquals(LabelFile.of(labels).sha256(), LabelFile.of(read).sha256());
  }

  @Test
  void hasAnotherDigestWithAnotherLabel() throws IOException {
    List<Label> labels = Samples.labels(40);

    assertNotEquals(LabelFile.of(labels).sha256(), LabelFile.of(labels.subList(0, 39)).sha256());
  }

  @Test
  void namesTheLineThatIsNoLabel() throws IOException {
    LabelFile.of(Samples.labels(2)).write(folder);
    Files.writeString(
        folder.resolve(LabelFile.NAME), Files.readString(folder.resolve(LabelFile.NAME)) + "{}\n");

    IOException e = assertThrows(IOException.class, () -> LabelFile.read(folder));

    assertTrue(e.getMessage().contains("labels.jsonl, line 3: "), e::getMessage);
  }

  @Test
  void keepsHtmlEntitiesAsTheyCame() throws IOException {
    Label label = Samples.label("a", "wind &amp; rain", "disaster");

    Dataset dataset = ROWS.dataset(List.of(label));

    assertEquals("wind &amp; rain", dataset.rows().getFirst().text());
    LabelFile.of(List.of(label)).write(folder);
    assertEquals("wind &amp; rain", LabelFile.read(folder).getFirst().text());
  }
}
