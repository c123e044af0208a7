package io.tocsin.cli.system;

import io.tocsin.broker.FreePort;
import io.tocsin.messaging.kafka.KafkaClients;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Turns settings into the processes that are to be. */
final class Plan {
  private final SystemSettings settings;
  private final SequencedMap<String, Integer> ports;
  private final String bootstrapServers;

  private Plan(SystemSettings settings) {
    this.settings = settings;
    this.ports = FreePorts.of(wantedPorts(settings));
    this.bootstrapServers =
        settings
            .cluster()
            .map(KafkaClients::bootstrapServers)
            .orElseGet(() -> FreePort.HOST + ":" + ports.get(Part.BROKER));
  }

  /**
   * Returns the processes: the broker first, if there is to be one.
   *
   * @throws SystemException if a port is taken
   */
  static List<Part> of(SystemSettings settings) {
    return new Plan(settings).parts();
  }

  private List<Part> parts() {
    Programs programs = settings.programs();
    List<Part> parts = new ArrayList<>();
    if (settings.cluster().isEmpty()) {
      parts.add(broker());
    }
    parts.add(service(Part.INGEST, programs.ingest(), Map.of()));
    parts.add(service(Part.TRAINER, programs.trainer(), training()));
    parts.add(service(Part.MONITOR, programs.monitor(), Map.of()));
    for (String replica : replicas(settings)) {
      parts.add(service(replica, programs.inference(), model()));
    }
    return parts;
  }

  private Part broker() {
    int port = ports.get(Part.BROKER);
    List<String> arguments =
        List.of("--port", "" + port, "--data-dir", settings.state().broker().toString());
    List<String> command =
        Stream.concat(settings.programs().broker().stream(), arguments.stream()).toList();
    return new Part(Part.BROKER, port, command, inherited(), log(Part.BROKER));
  }

  private Part service(String name, List<String> command, Map<String, String> own) {
    int port = ports.get(name);
    Map<String, String> environment = new HashMap<>(inherited());
    environment.putAll(own);
    environment.put(Endpoints.BOOTSTRAP_SERVERS, bootstrapServers);
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("TOCSIN_CACHE", settings.state().work().resolve("cache-" + name).toString());
    // The same after a restart, so that it fences what it left; unlike that of any other machine.
    environment.put("TOCSIN_REPLICA", hostName() + "-" + port);
    environment.computeIfPresent(InheritedSettings.API_KEYS, (_, file) -> absolute(file));
    return new Part(name, port, command, environment, log(name));
  }

  private static Map<String, String> inherited() {
    return InheritedSettings.of(System.getenv());
  }

  /** Services run in another directory. */
  private static String absolute(String file) {
    return file.isBlank() ? file : Path.of(file).toAbsolutePath().toString();
  }

  private Map<String, String> training() {
    Map<String, String> environment = new HashMap<>(model());
    settings
        .takeover()
        .ifPresent(
            takeover ->
                environment.put("TOCSIN_CHALLENGER", takeover.name().toLowerCase(Locale.ROOT)));
    return environment;
  }

  private Map<String, String> model() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "TOCSIN_BASE", settings.base().toString(),
                "TOCSIN_ADAPTERS", settings.adapters(),
                "TOCSIN_WORK", settings.state().work().toString()));
    settings.device().ifPresent(device -> environment.put("TOCSIN_DEVICE", device));
    return environment;
  }

  private Path log(String name) {
    return settings.state().logs().resolve(name + ".log");
  }

  private static SequencedMap<String, Integer> wantedPorts(SystemSettings settings) {
    SystemPorts ports = settings.ports();
    SequencedMap<String, Integer> wanted = new LinkedHashMap<>();
    if (settings.cluster().isEmpty()) {
      wanted.put(Part.BROKER, ports.broker());
    }
    wanted.put(Part.INGEST, ports.ingest());
    wanted.put(Part.TRAINER, ports.trainer());
    wanted.put(Part.MONITOR, ports.monitor());
    List<String> replicas = replicas(settings);
    List<Integer> theirs = ports.replicas(replicas.size());
    for (int index = 0; index < replicas.size(); index++) {
      wanted.put(replicas.get(index), theirs.get(index));
    }
    return wanted;
  }

  private static List<String> replicas(SystemSettings settings) {
    return IntStream.rangeClosed(1, settings.replicas())
        .mapToObj(number -> number == 1 ? Part.INFERENCE : Part.INFERENCE + "-" + number)
        .toList();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
