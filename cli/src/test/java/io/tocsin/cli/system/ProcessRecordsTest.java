package io.tocsin.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordsTest {
  @TempDir private Path folder;
  private ProcessRecords records;

  @BeforeEach
  void open() {
    records = new ProcessRecords(new StateFolder(folder));
  }

  @Test
  void findsWhatWasRecordedInTheOrderOfItsStart() {
    List<RecordedProcess> system =
        List.of(
            Processes.running("broker", 9092),
            Processes.running("ingest", 9081),
            Processes.running("trainer", 8082),
            Processes.running("inference", 8083),
            Processes.running("inference-2", 8084),
            Processes.running("inference-10", 8092));
    system.reversed().forEach(records::add);

    List<RecordedProcess> found = records.all();

    assertEquals(system, found);
  }

  @Test
  void replacesAnEarlierProcessOfTheName() {
    records.add(Processes.ended("ingest", 8081));
    records.add(Processes.running("ingest", 8081));

    assertEquals(List.of(Processes.running("ingest", 8081)), records.all());
  }

  @Test
  void forgets() {
    records.add(Processes.running("ingest", 8081));

    records.remove(Processes.running("ingest", 8081));

    assertEquals(List.of(), records.all());
  }

  @Test
  void namesARecordThatCannotBeRead() throws Exception {
    Path broken = folder.resolve("run/ingest.json");
    Files.createDirectories(broken.getParent());
    Files.writeString(broken, "{");

    SystemException refusal = assertThrows(SystemException.class, records::all);

    assertTrue(refusal.getMessage().contains(broken.toString()), refusal::getMessage);
  }
}
