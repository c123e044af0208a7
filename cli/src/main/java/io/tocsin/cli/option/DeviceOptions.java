package io.tocsin.cli.option;

import ai.djl.Device;
import io.tocsin.llama.model.Precision;
import io.tocsin.llama.torch.TorchRuntime;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Where and how exactly to compute. */
public final class DeviceOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "auto",
      description = "auto (the first GPU, else the CPU), cpu, cuda or cuda:N.")
  private String device;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      converter = PrecisionConverter.class,
      description =
          "fp32, bf16, or on a GPU with the operators of llama-cuda fp8. Default: fp32 on a CPU,"
              + " bf16 on a GPU.")
  private Optional<Precision> precision;

  /** Returns the device, which may load PyTorch. */
  public Device device() {
    return UsageError.unless(command, () -> TorchRuntime.device(device));
  }

  /** Returns a device's name as the option takes it. */
  public static String name(Device device) {
    return device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu";
  }

  /** Returns the precision for a device. */
  public Precision precision(Device chosen) {
    return precision.orElse(Precision.usualOn(chosen));
  }

  /** Returns the precision where another default than the device's fits. */
  public Precision precisionOr(Precision otherwise) {
    return precision.orElse(otherwise);
  }

  /** Reads the usual short names. */
  static final class PrecisionConverter implements ITypeConverter<Precision> {
    @Override
    public Precision convert(String value) {
      try {
        return Precision.of(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
