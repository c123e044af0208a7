package io.tocsin.cli.system;

import io.tocsin.messaging.kafka.KafkaClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Starts a system of which one service never becomes ready, in a process that may be interrupted.
 */
final class StartMain {
  private StartMain() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    LocalSystem.start(
        new SystemSettings(
            new StateFolder(folder),
            new Programs(
                StandInJvm.of(StandInService.class),
                StandInJvm.of(StandInService.class),
                StandInJvm.of(SilentService.class),
                StandInJvm.of(StandInService.class),
                StandInJvm.of(StandInService.class)),
            SystemPorts.FREE,
            1,
            folder.resolve("base"),
            folder.resolve("adapters").toString(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(KafkaClients.of(arguments[1])),
            Duration.ofSeconds(60)),
        System.err::println);
  }
}
