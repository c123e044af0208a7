package io.tocsin.cli.finetune;

import io.tocsin.llama.text.TextPreparation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a text preparation by the name that adapters carry. */
final class TextPreparationConverter implements ITypeConverter<TextPreparation> {
  @Override
  public TextPreparation convert(String name) {
    try {
      return TextPreparation.of(name);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
