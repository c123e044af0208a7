package io.tocsin.llama.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Wraps a TorchScript program, given as text, into the archive that {@code torch::jit::load} reads.
 *
 * <p>An archive is a zip without compression: the code, and two pickles that say which class it
 * holds and that it has no constants. Source: PyTorch, {@code
 * torch/csrc/jit/docs/serialization.md}.
 */
final class TorchScriptArchive {
  private static final String FOLDER = "program/";
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

  private TorchScriptArchive() {}

  /** Returns the archive of one module class without parameters, whose code is given. */
  static byte[] of(String className, String code) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("data.pkl", module(className));
    files.put("code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
    files.put("constants.pkl", NO_CONSTANTS);
    files.put("version", "3\n".getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        store(zip, FOLDER + file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Pickles an instance of the class whose only attribute is {@code training = False}. */
  private static byte[] module(String className) {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.writeBytes(new byte[] {(byte) 0x80, 2}); // PROTO 2
    pickle.writeBytes(("c__torch__\n" + className + "\n").getBytes(StandardCharsets.US_ASCII));
    pickle.writeBytes(new byte[] {')', (byte) 0x81, '}', '(', 'X', 8, 0, 0, 0}); // NEWOBJ, dict
    pickle.writeBytes("training".getBytes(StandardCharsets.US_ASCII));
    pickle.writeBytes(new byte[] {(byte) 0x89, 'u', 'b', '.'}); // False, SETITEMS, BUILD, STOP
    return pickle.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
