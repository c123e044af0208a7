package io.tocsin.cli.retag;

import io.tocsin.cli.option.PointInTime;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a range of a topic begins or ends. */
sealed interface RangePoint {
  /** An offset, in every partition. */
  record Offset(long offset) implements RangePoint {}

  /** The first record that is not older. */
  record Time(Instant time) implements RangePoint {}

  /** Reads digits as an offset, anything else as a time. */
  final class Converter implements ITypeConverter<RangePoint> {
    @Override
    public RangePoint convert(String value) {
      if (value.matches("[0-9]{1,18}")) {
        return new Offset(Long.parseLong(value));
      }
      try {
        return new Time(new PointInTime().convert(value));
      } catch (TypeConversionException e) {
        throw new TypeConversionException(
            "expected an offset, or %s, found %s".formatted(PointInTime.FORMAT, value));
      }
    }
  }
}
