package io.tocsin.cli.deadletter;

import io.tocsin.cli.client.KafkaOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.output.Printable;
import io.tocsin.cli.system.StateOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows which dead letters there are. */
@Command(
    name = "list",
    description = {
      "List dead letters, in the order in which they were written: name, when, who refused the"
          + " record, its size in bytes, why, and whether it was replayed.",
      "What they say is never shown here; see: tocsin dlq show NAME"
    })
final class ListCommand implements Callable<Integer> {
  @Mixin private LetterFilter filter;
  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;

  private record Listing(List<Letter> letters) {}

  @Override
  public Integer call() {
    filter.check();
    Console console = output.console();
    try (Consumer<byte[], byte[]> reader = kafka.clients(state.folder()).reader()) {
      List<Letter> letters = LetterBox.read(reader).stream().filter(filter::matches).toList();
      console.result(new Listing(letters), text(letters));
    }
    return 0;
  }

  private static String text(List<Letter> letters) {
    StringBuilder lines = new StringBuilder();
    letters.forEach(letter -> lines.append(line(letter)).append('\n'));
    return lines + "%,d dead letters".formatted(letters.size());
  }

  private static String line(Letter letter) {
    return String.format(
        Locale.ROOT,
        "%-20s  %s  %-17s %,9d  %s%s",
        letter.name(),
        time(letter.at()),
        Printable.line(letter.reader().orElse("?")),
        letter.bytes(),
        Printable.line(letter.reason()),
        letter.replayedAt().map(at -> "  [replayed %s]".formatted(time(at))).orElse(""));
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
