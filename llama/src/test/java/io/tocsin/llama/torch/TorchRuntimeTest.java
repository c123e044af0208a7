package io.tocsin.llama.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TorchRuntimeTest {
  @ParameterizedTest
  @ValueSource(strings = {"cpu", "CPU"})
  void namesTheCpu(String name) {
    assertEquals(Device.cpu(), TorchRuntime.device(name));
  }

  @Test
  void choosesByItself() {
    boolean gpu = Engine.getEngine("PyTorch").getGpuCount() > 0;

    assertEquals(gpu ? Device.gpu(0) : Device.cpu(), TorchRuntime.device("auto"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cuda:99", "gpu:99", "cuda:-1", "-1", "cuda:", "cuda:x", "tpu", "auto1", "", "0"})
  void refusesDevicesThatAreNotThere(String name) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> TorchRuntime.device(name));

    String expected = "device: expected cpu, auto or one of ";
    assertTrue(e.getMessage().startsWith(expected), e.getMessage());
    assertTrue(e.getMessage().endsWith("found " + name), e.getMessage());
  }

  @Test
  void takesSeveralDevices() {
    assertEquals(List.of(Device.cpu(), Device.cpu()), TorchRuntime.devices("cpu, CPU"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "0", "cpu,", ",", "cpu,cuda:99", "cpu cpu", "all cpu", ""})
  void refusesSeveralDevicesOfWhichOneIsNotThere(String names) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> TorchRuntime.devices(names));

    assertTrue(e.getMessage().matches("devices?: expected cpu, auto or .*"), e.getMessage());
  }

  @Test
  void allGpusAreAtLeastOne() {
    int gpus = Engine.getEngine("PyTorch").getGpuCount();
    if (gpus > 0) {
      assertEquals(gpus, TorchRuntime.devices("all").size());
    } else {
      assertThrows(IllegalArgumentException.class, () -> TorchRuntime.devices("all"));
    }
  }

  @Test
  void takesTheNumberOfThreadsFromItsProperty() {
    String before = System.getProperty(TorchRuntime.THREADS_PROPERTY);
    try {
      System.setProperty(TorchRuntime.THREADS_PROPERTY, "3");

      assertEquals(3, TorchRuntime.threads(Device.cpu()));
      assertEquals(1, TorchRuntime.threads(Device.gpu(0)), "a GPU is fed by one thread");
    } finally {
      restore(before);
    }
  }

  @Test
  void refusesToComputeWithoutThreads() {
    String before = System.getProperty(TorchRuntime.THREADS_PROPERTY);
    try {
      System.setProperty(TorchRuntime.THREADS_PROPERTY, "0");

      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> TorchRuntime.threads(Device.cpu()));

      assertEquals(
          "tocsin.threads: expected a positive number of threads, found 0", e.getMessage());
    } finally {
      restore(before);
    }
  }

  private static void restore(String before) {
    if (before == null) {
      System.clearProperty(TorchRuntime.THREADS_PROPERTY);
    } else {
      System.setProperty(TorchRuntime.THREADS_PROPERTY, before);
    }
  }
}
