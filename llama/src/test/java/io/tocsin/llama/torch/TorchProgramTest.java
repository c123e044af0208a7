package io.tocsin.llama.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TorchProgramTest {
  private static final String CODE =
      """
      class Sums(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        def twice(self: __torch__.Sums, x: Tensor) -> Tensor:
          return torch.add(x, x)
        def total(self: __torch__.Sums, parts: List[Tensor], weight: Tensor) -> Tuple[Tensor, Tensor]:
          return (torch.cat(parts, 0), torch.mul(torch.sum(torch.cat(parts, 0)), weight))
        def slope(self: __torch__.Sums, x: Tensor) -> Tensor:
          leaf = torch.requires_grad_(torch.detach(x), True)
          gradient = torch.grad([torch.sum(torch.mul(leaf, leaf))], [leaf], None, None, False, False)
          return unchecked_cast(Tensor, gradient[0])
      """;

  @Test
  void callsMethodsByName() {
    try (TorchProgram program = TorchProgram.compile("Sums", CODE, Device.cpu());
        NDManager scope = program.newScope()) {
      NDArray x = scope.create(new float[] {1, 2});

      NDArray twice = program.call(scope, "twice", new NDList(x)).singletonOrThrow();

      assertArrayEquals(new float[] {2, 4}, twice.toFloatArray());
      assertEquals(Device.cpu(), program.device());
    }
  }

  @Test
  void countsTheTensorsOfOpenScopes() {
    try (TorchProgram program = TorchProgram.compile("Sums", CODE, Device.cpu())) {
      int before = program.tensors();
      try (NDManager scope = program.newScope();
          NDManager inner = scope.newSubManager()) {
        NDArray x = inner.create(new float[] {1, 2});
        program.call(scope, "twice", new NDList(x));

        assertEquals(before + 2, program.tensors());
      }
      assertEquals(before, program.tensors());
    }
  }

  @Test
  void makesOneListOfNeighboursOfOneName() {
    try (TorchProgram program = TorchProgram.compile("Sums", CODE, Device.cpu());
        NDManager scope = program.newScope()) {
      // Given
      NDArray first = scope.create(new float[] {1, 2});
      NDArray second = scope.create(new float[] {3});
      first.setName("parts[]");
      second.setName("parts[]");

      // When
      NDList results = program.call(scope, "total", new NDList(first, second, scope.create(10f)));

      // Then
      assertArrayEquals(new float[] {1, 2, 3}, results.get(0).toFloatArray());
      assertEquals(60f, results.get(1).getFloat());
    }
  }

  @Test
  void differentiatesInsideOnSeveralThreadsAtOnce() {
    try (TorchProgram program = TorchProgram.compile("Sums", CODE, Device.cpu());
        NDManager scope = program.newScope();
        RowWorkers workers = new RowWorkers(4)) {
      List<Callable<Float>> tasks =
          IntStream.range(0, 100)
              .<Callable<Float>>mapToObj(
                  i ->
                      () -> {
                        NDList x = new NDList(scope.create((float) i));
                        return program.callWithGradient(scope, "slope", x).get(0).getFloat();
                      })
              .toList();

      List<Float> slopes = workers.run(tasks);

      assertEquals(IntStream.range(0, 100).mapToObj(i -> 2f * i).toList(), slopes);
    }
  }

  @Test
  void freesAScopesResultsWithIt() {
    try (TorchProgram program = TorchProgram.compile("Sums", CODE, Device.cpu())) {
      NDArray twice;
      try (NDManager scope = program.newScope()) {
        NDList x = new NDList(scope.create(1f));
        twice = program.call(scope, "twice", x).singletonOrThrow();
      }

      assertThrows(IllegalStateException.class, twice::toFloatArray);
    }
  }

  @Test
  void tellsWhyACallFails() {
    try (TorchProgram program = TorchProgram.compile("Sums", CODE, Device.cpu());
        NDManager scope = program.newScope()) {
      NDList arguments = new NDList(scope.create(1f));

      EngineException e =
          assertThrows(EngineException.class, () -> program.call(scope, "thrice", arguments));

      assertTrue(e.getMessage().contains("thrice"), e.getMessage());
    }
  }

  @Test
  void givesPyTorchsMessageForAProgramThatDoesNotCompile() {
    String code = CODE.replace("torch.add(x, x)", "torch.add(x, unknown)");

    EngineException e =
        assertThrows(EngineException.class, () -> TorchProgram.compile("Sums", code, Device.cpu()));

    assertTrue(e.getMessage().contains("undefined value unknown"), e.getMessage());
  }
}
