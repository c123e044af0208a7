package io.tocsin.cli.retag;

import io.tocsin.cli.client.KafkaOptions;
import io.tocsin.cli.option.AdapterOptions;
import io.tocsin.cli.option.BaseOptions;
import io.tocsin.cli.option.DeviceOptions;
import io.tocsin.cli.option.OutputOptions;
import io.tocsin.cli.option.PointInTime;
import io.tocsin.cli.option.UsageError;
import io.tocsin.cli.output.Console;
import io.tocsin.cli.output.Meter;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.cli.system.StateOptions;
import io.tocsin.contracts.access.Access;
import io.tocsin.contracts.classification.Classification;
import io.tocsin.contracts.classification.Role;
import io.tocsin.contracts.topic.RecordPosition;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.llama.model.Placement;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.store.AdapterStores;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has another version answer what was answered before. */
@Command(
    name = "retag",
    description = {
      "Tag a range of topic tweets again under any version, into a topic of its own, and report what"
          + " changed against the recorded answers.",
      "Example: tocsin retag --version 0 --from 2h",
      "Texts are read, prepared and computed as the inference service does: the version that"
          + " answered gives the same categories again, and in fp32 logits within 1e-4.",
      "Run again, it goes on where it was interrupted: a record is tagged once by a version. The"
          + " range's tags are held in memory."
    })
public final class RetagCommand implements Callable<Integer> {
  /** Picocli adds no standard options where one of ours has a name of theirs. */
  @SuppressWarnings("UnusedVariable") // picocli itself acts on it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      required = true,
      description = "A published adapter's, or 0 for the untrained head.")
  private String version;

  @Option(
      names = "--from",
      paramLabel = "POINT",
      converter = RangePoint.Converter.class,
      description =
          "First record: an offset, or " + PointInTime.FORMAT + ". Default: the oldest kept.")
  private Optional<RangePoint> from;

  @Option(
      names = "--to",
      paramLabel = "POINT",
      converter = RangePoint.Converter.class,
      description = "First record behind the range, likewise. Default: the end as it is now.")
  private Optional<RangePoint> to;

  @Option(
      names = "--partition",
      paramLabel = "N",
      split = ",",
      description = "Only these partitions. Default: all.")
  private List<Integer> partitions = List.of();

  @Option(
      names = "--into",
      paramLabel = "TOPIC",
      description =
          "Topic of the new tags, created if it is missing. Default: retag- and the version.")
  private Optional<String> into;

  @Option(
      names = "--adapters",
      paramLabel = "STORE",
      description =
          "Adapter store: a directory or s3://bucket/prefix. Default: TOCSIN_ADAPTERS, else the"
              + " state folder's.")
  private Optional<String> adapters;

  @Option(
      names = "--max-length",
      paramLabel = "TOKENS",
      defaultValue = AdapterOptions.MAX_LENGTH,
      description = "Texts are cut off after so many tokens, as the service's are.")
  private int maxTokens;

  @Mixin private BaseOptions base;
  @Mixin private DeviceOptions device;
  @Mixin private KafkaOptions kafka;
  @Mixin private StateOptions state;
  @Mixin private OutputOptions output;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    String topic = into.orElseGet(() -> Access.RETAGGED + version.toLowerCase(Locale.ROOT));
    UsageError.unless(command, () -> RetagTopic.declaration(topic));
    UsageError.unless(command, maxTokens > 0, "--max-length: expected one or more");
    Console console = output.console();
    KafkaClients clients = kafka.clients(state.folder());
    try (LoadedVersion loaded = LoadedVersion.load(version, settings(), clients);
        Consumer<byte[], byte[]> reader = clients.reader();
        RetagTopic tags = RetagTopic.open(topic, clients)) {
      RetagReport report = report(loaded, tags, reader, console);
      console.result(report, report.text());
    }
    return 0;
  }

  private RetagReport report(
      LoadedVersion loaded, RetagTopic topic, Consumer<byte[], byte[]> reader, Console console) {
    TweetRange range = TweetRange.of(from, to, partitions, reader);
    Map<RecordPosition, Classification> tags =
        TagsInRange.of(topic.name(), range, tag -> isOf(loaded, tag), reader);
    Retag.Counts counts;
    try (Meter meter = new Meter(console, "retag")) {
      counts = new Retag(loaded, topic, range, tags, meter).run(reader);
    }
    Map<RecordPosition, Classification> answers =
        TagsInRange.of(
            Topics.CLASSIFICATIONS.name(), range, tag -> tag.role() != Role.SHADOW, reader);
    return new RetagReport(
        version,
        loaded.baseFingerprint(),
        topic.name(),
        range.parts(),
        counts,
        Comparison.of(answers, tags, LabelledCategories.read(reader)));
  }

  private static boolean isOf(LoadedVersion loaded, Classification tag) {
    return tag.adapterVersion().equals(loaded.version())
        && tag.baseFingerprint().equals(loaded.baseFingerprint());
  }

  private LoadedVersion.Settings settings() {
    Placement where = device.placement();
    StateFolder folder = state.folder();
    String store =
        adapters
            .or(() -> Optional.ofNullable(System.getenv("TOCSIN_ADAPTERS")))
            .orElseGet(() -> folder.adapters().toString());
    return new LoadedVersion.Settings(
        base.folder(),
        where,
        device.precision(where),
        UsageError.unless(
            command, () -> AdapterStores.open(store, folder.work().resolve("cache-retag"))),
        maxTokens);
  }
}
