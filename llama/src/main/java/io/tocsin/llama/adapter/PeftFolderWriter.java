package io.tocsin.llama.adapter;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tocsin.llama.checkpoint.LlamaConfig;
import io.tocsin.llama.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes an adapter's folder under another name, proves it, and renames it. */
final class PeftFolderWriter {
  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .build()
          .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private final Adapter adapter;
  private final LlamaConfig base;
  private final String baseName;

  PeftFolderWriter(Adapter adapter, LlamaConfig base, String baseName) {
    this.adapter = adapter;
    this.base = base;
    this.baseName = baseName;
  }

  void write(Path directory) throws IOException {
    if (Files.exists(directory)) {
      throw new FileAlreadyExistsException(directory.toString());
    }
    Path parent = Files.createDirectories(directory.getParent());
    Path temporary =
        parent.resolve("." + directory.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.createDirectory(temporary);
      writeFiles(temporary);
      PeftFolder.read(temporary, base);
      Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deleteIfExists(temporary);
    }
    sync(parent);
  }

  private void writeFiles(Path folder) throws IOException {
    Provenance provenance =
        new Provenance(adapter.categories(), adapter.baseFingerprint(), adapter.preparation());
    writeJson(folder.resolve(PeftFolder.CONFIG), PeftConfigJson.of(adapter.lora(), baseName));
    writeJson(folder.resolve(PeftFolder.PROVENANCE), provenance.json());
    SafetensorsWriter.write(
        folder.resolve(PeftFolder.WEIGHTS), provenance.metadata(), adapter.tensors());
    sync(folder);
  }

  private static void writeJson(Path file, Map<String, Object> json) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(json));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void deleteIfExists(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
