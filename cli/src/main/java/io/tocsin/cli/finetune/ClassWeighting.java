package io.tocsin.cli.finetune;

import io.tocsin.llama.data.ClassWeights;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the categories are weighed in the loss. */
public sealed interface ClassWeighting {
  /**
   * Returns the weights.
   *
   * @param counts training rows of each category [categories]
   * @throws IllegalArgumentException if the counts do not allow it
   */
  ClassWeights weights(int... counts);

  /** The rarer, the more. */
  record Balanced() implements ClassWeighting {
    @Override
    public ClassWeights weights(int... counts) {
      return ClassWeights.balanced(counts);
    }
  }

  /** All alike. */
  record Equal() implements ClassWeighting {
    @Override
    public ClassWeights weights(int... counts) {
      return ClassWeights.equal(counts.length);
    }
  }

  /** As the user says. */
  record Given(ClassWeights values) implements ClassWeighting {
    @Override
    public ClassWeights weights(int... counts) {
      if (values.values().size() != counts.length) {
        throw new IllegalArgumentException(
            "class weights: expected one for each of %d categories, found %s"
                .formatted(counts.length, values.values()));
      }
      return values;
    }
  }

  /**
   * Returns how a recipe weighs the categories.
   *
   * @throws IllegalArgumentException if it names categories, which no recipe knows
   */
  static ClassWeighting of(io.tocsin.contracts.retrain.ClassWeighting stated) {
    return switch (stated) {
      case io.tocsin.contracts.retrain.ClassWeighting.Equal _ -> new Equal();
      case io.tocsin.contracts.retrain.ClassWeighting.Balanced _ -> new Balanced();
      case io.tocsin.contracts.retrain.ClassWeighting.Given given ->
          throw new IllegalArgumentException("expected weights for any categories, found " + given);
    };
  }

  /** Reads {@code balanced}, {@code equal} or numbers between commas. */
  final class Converter implements ITypeConverter<ClassWeighting> {
    @Override
    public ClassWeighting convert(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "balanced" -> new Balanced();
        case "equal" -> new Equal();
        default -> given(value);
      };
    }

    private static ClassWeighting given(String value) {
      try {
        return new Given(
            ClassWeights.of(
                Arrays.stream(value.split(",", -1)).mapToDouble(Double::parseDouble).toArray()));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "expected balanced, equal or positive numbers such as 1,2.5, found " + value);
      }
    }
  }
}
