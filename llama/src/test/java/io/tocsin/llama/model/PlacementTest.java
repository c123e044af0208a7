package io.tocsin.llama.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import io.tocsin.llama.base.SmallBase;
import io.tocsin.llama.checkpoint.Checkpoint;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.model.Placement.Spread;
import io.tocsin.llama.safetensors.SafetensorsFile;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlacementTest {
  private static final List<Device> FOUR = IntStream.range(0, 4).mapToObj(Device::gpu).toList();

  private static LlamaConfig config;

  @BeforeAll
  static void read() throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(SmallBase.FOLDER)) {
      config = checkpoint.config();
    }
  }

  @Test
  void givesEveryDeviceACopy() {
    assertEquals(
        FOUR.stream().map(List::of).toList(), new Placement(FOUR, Spread.COPIES).copies(100, 100));
  }

  @Test
  void givesEveryDeviceLayersOfOneCopy() {
    assertEquals(List.of(FOUR), new Placement(FOUR, Spread.LAYERS).copies(1, 100));
  }

  @ParameterizedTest
  @CsvSource({
    "4, 30, 1",
    "4, 85, 1",
    "4, 86, 2",
    "4, 200, 4",
    "4, 400, 4",
    "3, 100, 3",
    "1, 99, 1"
  })
  void aCopyLiesOnAsFewDevicesAsItTakes(int devices, long weights, int expected) {
    Placement placement = new Placement(FOUR.subList(0, devices), Spread.AUTO);

    List<List<Device>> copies = placement.copies(weights, 100);

    assertEquals(FOUR.subList(0, expected), copies.getFirst());
    assertEquals(devices / expected, copies.size());
  }

  @ParameterizedTest
  @CsvSource({"COPIES, 101, 1", "LAYERS, 401, 4", "AUTO, 401, 4"})
  void refusesWeightsThatDoNotFit(Spread spread, long gibibytes, int together) {
    Placement placement = new Placement(FOUR, spread);

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> placement.copies(gibibytes << 30, 100L << 30));

    assertEquals(
        "devices: expected room for weights of %d.0 GiB, found %d of 100.0 GiB"
                .formatted(gibibytes, together)
            + " (cuda:0,cuda:1,cuda:2,cuda:3): name more, and place layers on them",
        refusal.getMessage());
  }

  @Test
  void aCpuHoldsWhatItIsGiven() {
    Placement two = Placement.of("cpu,cpu", "auto");

    assertEquals(
        List.of(List.of(Device.cpu()), List.of(Device.cpu())),
        two.copies(config, Precision.FLOAT32));
  }

  @ParameterizedTest
  @CsvSource({"80, 4, 20 20 20 20", "5, 2, 3 2", "3, 4, 1 1 1 0", "1, 1, 1"})
  void layersLieEvenlyInTheirOrder(int layers, int devices, String expected) {
    LayerDevices placed = new LayerDevices(FOUR.subList(0, devices), layers);

    List<Device> found = IntStream.range(0, layers).mapToObj(placed::of).toList();

    assertEquals(
        found.stream().sorted((a, b) -> a.getDeviceId() - b.getDeviceId()).toList(), found);
    assertEquals(
        expected,
        String.join(
            " ",
            FOUR.subList(0, devices).stream()
                .map(device -> "" + found.stream().filter(device::equals).count())
                .toList()));
    assertEquals(found.getFirst(), placed.first());
    assertEquals(found.getLast(), placed.last());
  }

  @Test
  void knowsHowMuchTheMatricesOfABaseTake() throws IOException {
    long numbers = 0;
    long embedding;
    try (SafetensorsFile file =
        SafetensorsFile.open(SmallBase.FOLDER.resolve("model.safetensors"))) {
      embedding = file.tensor("model.embed_tokens.weight").elementCount();
      for (String name : file.names()) {
        boolean ofALayer = name.startsWith("model.layers.") && !name.contains("norm");
        numbers += ofALayer ? file.tensor(name).elementCount() : 0;
      }
    }

    assertEquals(4 * (embedding + numbers), WeightBytes.of(config, Precision.FLOAT32));
    assertEquals(2 * (embedding + numbers), WeightBytes.of(config, Precision.BFLOAT16));
    assertEquals(2 * embedding + numbers, WeightBytes.of(config, Precision.FLOAT8));
  }

  @Test
  void refusesASpreadThatIsNone() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Placement.of("cpu", "rows"));

    assertEquals("placement: expected auto, copies or layers, found rows", refusal.getMessage());
  }

  @Test
  void takesTheNamesThatItGives() {
    assertEquals("cpu,cpu", Placement.of("CPU, cpu", "Copies").names());
    assertEquals("cuda:0,cuda:1,cuda:2,cuda:3", new Placement(FOUR, Spread.AUTO).names());
  }
}
