package io.tocsin.cli.system;

import io.tocsin.cli.output.Table;
import io.tocsin.cli.rollout.RolloutText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a system is.
 *
 * @param state its folder
 * @param processes as they were started
 * @param kafka what the topics tell; absent if no cluster answers
 */
record SystemStatus(String state, List<ProcessStatus> processes, Optional<ClusterStatus> kafka) {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  SystemStatus {
    processes = List.copyOf(processes);
  }

  /** Returns whether nothing is amiss. */
  boolean isWell() {
    return kafka.isPresent()
        && processes.stream()
            .allMatch(process -> process.condition() == ProcessStatus.Condition.READY);
  }

  String text() {
    String gone =
        processes.stream().anyMatch(process -> process.condition() == ProcessStatus.Condition.GONE)
            ? "\nGone: tocsin logs tells why, tocsin up starts them again."
            : "";
    String topics = kafka.map(SystemStatus::text).orElse("Kafka does not answer.");
    return processTable() + gone + "\n\n" + topics;
  }

  private String processTable() {
    Table table = Table.of("process", "pid", "port", "up since", "ready");
    for (ProcessStatus process : processes) {
      table.row(
          process.name(),
          Long.toString(process.pid()),
          Integer.toString(process.port()),
          local(process.upSince()),
          process.condition().text());
    }
    return table.toString();
  }

  private static String text(ClusterStatus kafka) {
    Table topics = Table.of("topic", "partitions", "records, at most");
    kafka.topics().stream()
        .filter(topic -> !topic.name().endsWith("-dlq") || topic.recordsAtMost() > 0)
        .forEach(
            topic ->
                topics.row(
                    topic.name(),
                    Integer.toString(topic.partitions()),
                    String.format(Locale.ROOT, "%,d", topic.recordsAtMost())));
    return topics + "\n\n" + lines(kafka);
  }

  private static String lines(ClusterStatus kafka) {
    String groups =
        kafka.groups().stream()
            .map(
                group ->
                    String.format(
                        Locale.ROOT,
                        "%s is %,d behind on %s",
                        group.group(),
                        group.lag(),
                        group.topic()))
            .collect(Collectors.joining("\n         "));
    String rollouts =
        kafka.rollouts().stream()
            .map(
                found ->
                    "%s since %s, on base %.12s"
                        .formatted(
                            RolloutText.roles(found.rollout()),
                            local(found.rollout().decidedAt()),
                            found.rollout().baseFingerprint()))
            .collect(Collectors.joining("\n         "));
    String training =
        kafka
            .lastTraining()
            .map(last -> "%s: %s".formatted(last.requestId(), TrainingText.of(last.state())))
            .orElse("none yet");
    return "readers  %s%nrollout  %s%ntraining %s"
        .formatted(
            groups.isEmpty() ? "none" : groups,
            rollouts.isEmpty() ? "none: the untrained head answers" : rollouts,
            training);
  }

  private static String local(Instant time) {
    return LOCAL.format(time.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneId.systemDefault()));
  }
}
