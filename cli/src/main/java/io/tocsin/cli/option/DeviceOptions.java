package io.tocsin.cli.option;

import io.tocsin.llama.model.Placement;
import io.tocsin.llama.model.Precision;
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
      names = {"--devices", "--device"},
      paramLabel = "DEVICES",
      defaultValue = "auto",
      description = {
        "auto (the first GPU, else the CPU), cpu, cuda or cuda:N, several with commas between;",
        "all GPUs, or a number of them."
      })
  private String devices;

  @Option(
      names = "--placement",
      paramLabel = "PLACEMENT",
      defaultValue = "auto",
      description = {
        "What each of several devices holds: copies, the base, and computes its share of the rows;",
        "layers, some of the layers, for a base that no GPU can hold; auto, what fits."
      })
  private String placement;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      converter = PrecisionConverter.class,
      description =
          "fp32, bf16, or on a GPU with the operators of llama-cuda fp8. Default: fp32 on a CPU,"
              + " bf16 on a GPU.")
  private Optional<Precision> precision;

  /** Returns the devices and what they hold, which may load PyTorch. */
  public Placement placement() {
    return UsageError.unless(command, () -> Placement.of(devices, placement));
  }

  /** Returns the precision for devices. */
  public Precision precision(Placement chosen) {
    return precision.orElse(Precision.usualOn(chosen.first()));
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
