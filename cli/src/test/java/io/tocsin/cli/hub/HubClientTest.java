package io.tocsin.cli.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.llama.data.Categories;
import io.tocsin.llama.data.Columns;
import io.tocsin.llama.data.Dataset;
import io.tocsin.llama.data.DatasetReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HubClientTest {
  @TempDir Path cache;
  private FakeHub hub;

  @BeforeEach
  void start() throws IOException {
    hub = new FakeHub();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void readsADataSetAsIfItsFileWereHere() throws IOException {
    LabelledData data = new LabelledData(client());

    Dataset dataset = data.read("hf:ada/storms", Columns.DEFAULT, Categories.DISASTER);

    assertEquals(DatasetReader.read(FakeHub.FILE, Columns.DEFAULT, Categories.DISASTER), dataset);
  }

  @Test
  void fetchesAFileOnce() throws IOException {
    HubDataset storms = HubDataset.parse("hf:ada/storms").orElseThrow();

    List<Path> first = client().files(storms);
    List<Path> second = client().files(storms);

    assertEquals(first, second);
    assertEquals(1, hub.requests().stream().filter(it -> it.startsWith("/0.parquet")).count());
    assertEquals(-1, Files.mismatch(FakeHub.FILE, first.getFirst()));
  }

  @Test
  void showsItsTokenToTheHubAlone() throws IOException {
    client().files(HubDataset.parse("hf:ada/storms").orElseThrow());

    assertEquals(
        List.of(
            "/api/datasets/ada/storms/parquet Bearer secret",
            "/datasets/ada/storms/resolve/0.parquet Bearer secret",
            "/0.parquet null"),
        hub.requests());
  }

  @Test
  void namesTheSplitsThereAre() {
    IOException refusal =
        assertThrows(
            IOException.class,
            () -> client().files(HubDataset.parse("hf:ada/storms:test").orElseThrow()));

    assertEquals("hf:ada/storms:test: expected this split, found [train]", refusal.getMessage());
  }

  @Test
  void tellsThatThereIsNoSuchDataSet() {
    IOException refusal =
        assertThrows(
            IOException.class, () -> client().files(HubDataset.parse("hf:ada/calm").orElseThrow()));

    assertTrue(refusal.getMessage().endsWith("found 404: is the name right?"), refusal::getMessage);
  }

  @Test
  void tellsThatTheHubCannotBeReached() {
    hub.close();

    IOException refusal =
        assertThrows(
            IOException.class,
            () -> client().files(HubDataset.parse("hf:ada/storms").orElseThrow()));

    assertTrue(refusal.getMessage().contains("check the network"), refusal::getMessage);
  }

  @Test
  void refusesWhatNamesNoDataSet() {
    assertThrows(IllegalArgumentException.class, () -> HubDataset.parse("hf:storms"));
    assertThrows(IllegalArgumentException.class, () -> HubDataset.parse("hf:ada/../storms"));
    assertEquals(Optional.empty(), HubDataset.parse("storms.csv"));
  }

  private HubClient client() {
    URI endpoint = hub.endpoint();
    return new HubClient(endpoint, Optional.of("secret"), cache);
  }
}
