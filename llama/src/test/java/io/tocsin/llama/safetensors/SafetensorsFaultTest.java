package io.tocsin.llama.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafetensorsFaultTest {
  /** One well-formed entry, named a, of two floats. */
  private static final String TWO_FLOATS = "'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}";

  @TempDir Path folder;

  @Test
  void refusesFileShorterThanTheHeaderLength() throws IOException {
    assertFault(Fault.FILE_TOO_SHORT, new byte[7]);
  }

  @Test
  void refusesEmptyFile() throws IOException {
    assertFault(Fault.FILE_TOO_SHORT, new byte[0]);
  }

  @Test
  void refusesHeaderOverOneHundredMegabytes() throws IOException {
    assertFault(Fault.HEADER_TOO_LARGE, file(100_000_001, "{}", 0));
  }

  @Test
  void refusesHeaderLengthWithTheSignBitSet() throws IOException {
    assertFault(Fault.HEADER_TOO_LARGE, file(-1, "{}", 0));
  }

  @Test
  void refusesHeaderThatEndsAfterTheFile() throws IOException {
    assertFault(Fault.HEADER_OUT_OF_FILE, file(3, "{}", 0));
  }

  @Test
  void refusesHeaderThatIsNotUtf8() throws IOException {
    // Given an overlong encoding of the slash, which a lax decoder accepts.
    byte[] bytes = file(2 + 4, "{'??':", 0);
    bytes[10] = (byte) 0xC0;
    bytes[11] = (byte) 0xAF;

    assertFault(Fault.NOT_UTF8, bytes);
  }

  @Test
  void refusesTruncatedData() throws IOException {
    assertFault(Fault.OUT_OF_FILE, file("{" + TWO_FLOATS + "}", 7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NOT_AN_OBJECT | ``",
        "NOT_AN_OBJECT | [1]",
        "NOT_AN_OBJECT | ` {}`",
        "NOT_JSON | {",
        "NOT_JSON | {'a' 1}",
        "NOT_JSON | {'a':{'dtype':'F32','shape':[2,],'data_offsets':[0,8]}}",
        "TEXT_AFTER_HEADER | {}{}",
        "TEXT_AFTER_HEADER | {} x",
        "DUPLICATE_NAME | {'a':{'dtype':'U8','shape':[0],'data_offsets':[0,0]},"
            + "'a':{'dtype':'U8','shape':[0],'data_offsets':[0,0]}}",
        "DUPLICATE_NAME | {'__metadata__':{},'__metadata__':{}}",
        "DUPLICATE_KEY | {'__metadata__':{'format':'pt','format':'pt'}}",
        "DUPLICATE_KEY | {'a':{'dtype':'U8','dtype':'U8','shape':[0],'data_offsets':[0,0]}}",
        "DUPLICATE_KEY | {'a':{'dtype':'U8','shape':[0],'shape':[0],'data_offsets':[0,0]}}",
        "METADATA_NOT_STRINGS | {'__metadata__':{'epoch':3}}",
        "METADATA_NOT_STRINGS | {'__metadata__':{'nested':{}}}",
        "METADATA_NOT_STRINGS | {'__metadata__':null}",
        "WRONG_TYPE | {'a':3}",
        "WRONG_TYPE | {'a':{'dtype':4,'shape':[2],'data_offsets':[0,8]}}",
        "WRONG_TYPE | {'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}",
        "WRONG_TYPE | {'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}",
        "WRONG_TYPE | {'a':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}}",
        "WRONG_TYPE | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}",
        "WRONG_TYPE | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,8]}}",
        "MISSING_KEY | {'a':{'dtype':'F32','shape':[2]}}",
        "MISSING_KEY | {'a':{}}",
        "UNKNOWN_KEY | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'strides':[1]}}",
        "UNKNOWN_DTYPE | {'a':{'dtype':'F31','shape':[2],'data_offsets':[0,8]}}",
        "UNKNOWN_DTYPE | {'a':{'dtype':'f32','shape':[2],'data_offsets':[0,8]}}",
        "NEGATIVE_DIMENSION | {'a':{'dtype':'F32','shape':[-1,-2],'data_offsets':[0,8]}}",
        "NEGATIVE_OFFSET | {'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}}",
        "OVERFLOW | {'a':{'dtype':'F32','shape':[9223372036854775808],'data_offsets':[0,8]}}",
        "OVERFLOW | {'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}}",
        "OVERFLOW | {'a':{'dtype':'F32','shape':[4611686018427387904],'data_offsets':[0,8]}}",
        "OFFSETS_REVERSED | {'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}",
        "OUT_OF_FILE | {'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}",
        "SPAN_MISMATCH | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,8]}}",
        "SPAN_MISMATCH | {'a':{'dtype':'F32','shape':[],'data_offsets':[0,8]}}",
        "HOLE | {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
        "HOLE | {'a':{'dtype':'U8','shape':[2],'data_offsets':[0,2]},"
            + "'b':{'dtype':'U8','shape':[5],'data_offsets':[3,8]}}",
        "OVERLAP | {'a':{'dtype':'U8','shape':[6],'data_offsets':[0,6]},"
            + "'b':{'dtype':'U8','shape':[4],'data_offsets':[4,8]}}",
        "OVERLAP | {'a':{'dtype':'U8','shape':[8],'data_offsets':[0,8]},"
            + "'b':{'dtype':'U8','shape':[0],'data_offsets':[4,4]}}",
        "TRAILING_BYTES | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "TRAILING_BYTES | {}",
      })
  void refusesWrongHeaderBeforeEightBytesOfData(Fault expected, String header) throws IOException {
    assertFault(expected, file(header, 8));
  }

  @Test
  void namesTheFileAndTheTensor() throws IOException {
    // Given
    Path path = folder.resolve("broken.safetensors");
    Files.write(path, file("{" + TWO_FLOATS + "}", 7));

    // When
    SafetensorsException e =
        assertThrows(SafetensorsException.class, () -> SafetensorsFile.open(path));

    // Then
    assertTrue(e.getMessage().startsWith(path + ": 'a': expected"), e.getMessage());
  }

  @Test
  void everyFaultIsProvokedByThisTest() throws Exception {
    // Given the faults of the table above, and those that have a test of their own.
    CsvSource table =
        SafetensorsFaultTest.class
            .getDeclaredMethod(
                "refusesWrongHeaderBeforeEightBytesOfData", Fault.class, String.class)
            .getAnnotation(CsvSource.class);
    Set<Fault> provoked =
        EnumSet.of(
            Fault.FILE_TOO_SHORT, Fault.HEADER_TOO_LARGE, Fault.HEADER_OUT_OF_FILE, Fault.NOT_UTF8);

    // When
    Arrays.stream(table.value())
        .map(row -> Fault.valueOf(row.substring(0, row.indexOf(' '))))
        .forEach(provoked::add);

    // Then
    assertEquals(EnumSet.allOf(Fault.class), provoked);
  }

  private void assertFault(Fault expected, byte[] content) throws IOException {
    Path path = folder.resolve("broken.safetensors");
    Files.write(path, content);

    SafetensorsException e =
        assertThrows(SafetensorsException.class, () -> SafetensorsFile.open(path));

    assertEquals(expected, e.fault(), e.getMessage());
  }

  /** A file of a header, in single quotes, and so many bytes of data. */
  private static byte[] file(String header, int dataSize) {
    return file(header.length(), header, dataSize);
  }

  private static byte[] file(long headerLength, String header, int dataSize) {
    byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length + dataSize)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(headerLength)
        .put(text)
        .array();
  }
}
