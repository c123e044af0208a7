package io.tocsin.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @Test
  void keepsToOneLineAndSteersNoTerminal() {
    assertEquals("a b�[31mc ☕ 👨‍👩", Printable.line("a\nb\u001b[31mc\t☕ 👨‍👩"));
  }

  @Test
  void takesLinesOfTextForText() {
    assertTrue(Printable.isText("災 fire\n\tflood 👨‍👩"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u001b[2J", "\u009b", "\u202e", "\r", "\u007f"})
  void takesWhatSteersATerminalForBytes(String text) {
    assertFalse(Printable.isText("text" + text));
  }
}
