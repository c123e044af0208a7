package io.tocsin.cli.finetune;

import io.tocsin.llama.adapter.Projection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads layers: {@code q,v}, {@code q_proj,v_proj} or {@code all}. */
final class TargetsConverter implements ITypeConverter<Set<Projection>> {
  @Override
  public Set<Projection> convert(String value) {
    if (value.equalsIgnoreCase("all")) {
      return EnumSet.allOf(Projection.class);
    }
    Set<Projection> targets = EnumSet.noneOf(Projection.class);
    for (String name : value.split(",", -1)) {
      targets.add(projection(name.strip().toUpperCase(Locale.ROOT).replace("_PROJ", "")));
    }
    return targets;
  }

  private static Projection projection(String name) {
    try {
      return Projection.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "expected some of q,k,v,o,gate,up,down, or all, found " + name.toLowerCase(Locale.ROOT));
    }
  }
}
