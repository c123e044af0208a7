package io.tocsin.cli.option;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time: itself, or how long ago. */
public final class PointInTime implements ITypeConverter<Instant> {
  /** What is expected, in words. */
  public static final String FORMAT =
      "a time such as 2026-01-31T12:00:00Z, or 90s, 30m, 2h, 7d ago";

  private static final Pattern AGO = Pattern.compile("([0-9]{1,9})([smhd])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  @Override
  public Instant convert(String value) {
    Matcher ago = AGO.matcher(value);
    try {
      return ago.matches()
          ? Instant.now().minus(UNITS.get(ago.group(2)).multipliedBy(Long.parseLong(ago.group(1))))
          : Instant.parse(value);
    } catch (DateTimeException | ArithmeticException e) {
      throw new TypeConversionException("expected %s, found %s".formatted(FORMAT, value));
    }
  }
}
