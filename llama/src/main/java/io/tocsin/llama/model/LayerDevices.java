package io.tocsin.llama.model;

import ai.djl.Device;
import java.util.List;

/**
 * On which device each layer of a base lies: as many on each, in their order. The embedding lies
 * with the first layer, the last norm with the last.
 *
 * @param devices in the order in which activations pass them
 */
record LayerDevices(List<Device> devices, int layers) {
  LayerDevices {
    devices = List.copyOf(devices);
  }

  Device of(int layer) {
    return devices.get(layer * devices.size() / layers);
  }

  Device first() {
    return of(0);
  }

  Device last() {
    return of(layers - 1);
  }
}
