package io.tocsin.cli.deadletter;

import io.tocsin.cli.client.KafkaOptions;
import io.tocsin.cli.client.ServiceException;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.record.RecordAt;
import io.tocsin.cli.system.StateOptions;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a dead letter says. */
@Command(
    name = "show",
    description = {
      "Show one dead letter: why it is one, and its record's key, headers and bytes as they came.",
      "Example: tocsin dlq show tweets-3-17",
      "Bytes that are text are shown as text, others in hexadecimal digits."
    })
final class ShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "As dlq list has it, such as tweets-3-17.")
  private String name;

  @Option(names = "--hex", description = "Show bytes in hexadecimal digits, text or not.")
  private boolean hex;

  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (Consumer<byte[], byte[]> reader = kafka.clients(state.folder()).reader()) {
      Letter letter =
          LetterBox.read(reader).stream()
              .filter(found -> found.name().equals(name))
              .findFirst()
              .orElseThrow(() -> missing(name));
      ConsumerRecord<byte[], byte[]> record =
          RecordAt.of(letter.place(), reader).orElseThrow(() -> missing(name));
      OpenedLetter opened = OpenedLetter.of(letter, record);
      output.console().result(opened, hex ? opened.hexText() : opened.text());
    }
    return 0;
  }

  static ServiceException missing(String name) {
    return new ServiceException(
        "expected dead letter %s, found none of that name: see tocsin dlq list".formatted(name));
  }
}
