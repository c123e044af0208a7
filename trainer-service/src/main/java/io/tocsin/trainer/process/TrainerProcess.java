package io.tocsin.trainer.process;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.tocsin.contracts.training.TrainingProgress;
import io.tocsin.llama.base.LoadedBase;
import io.tocsin.llama.data.Categories;
import io.tocsin.llama.model.Placement;
import io.tocsin.llama.model.Precision;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.trace.RecordTraces;
import io.tocsin.store.AdapterStores;
import io.tocsin.trainer.job.Workshop;
import io.tocsin.trainer.progress.Telemetry;
import io.tocsin.trainer.progress.TrainingMeter;
import io.tocsin.trainer.request.Trainer;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts the trainer with the process, and stops it in order. */
@Singleton
public final class TrainerProcess {
  private static final Logger LOG = Logger.getLogger(TrainerProcess.class);

  /** The longest step, and leaving the group; a process manager kills after 30 s. */
  private static final Duration STOPPING = Duration.ofSeconds(25);

  private final TrainerSettings settings;
  private final KafkaClients clients;
  private final Telemetry telemetry;
  private final Thread thread = Thread.ofPlatform().name("trainer").unstarted(this::work);
  private volatile Trainer trainer;
  private volatile boolean stopping;

  TrainerProcess(
      TrainerSettings settings,
      @Identifier("default-kafka-broker") Map<String, Object> connection,
      MeterRegistry registry,
      OpenTelemetry openTelemetry,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
    this.settings = settings;
    this.clients = new KafkaClients(connection);
    // Turned off, it would still make spans and headers.
    RecordTraces traces =
        untraced ? RecordTraces.off() : new RecordTraces(openTelemetry, "trainer-service");
    this.telemetry = new Telemetry(new TrainingMeter(registry, InstantSource.system()), traces);
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    if (trainer != null) {
      trainer.stop();
    }
    thread.join(STOPPING);
  }

  /** Returns this trainer's name. */
  public String replica() {
    return settings.replica().orElseGet(TrainerProcess::host);
  }

  /** Returns the current training, if there is one. */
  public Optional<TrainingProgress> training() {
    return Optional.ofNullable(trainer).flatMap(running -> running.progress().current());
  }

  boolean isReady() {
    return trainer != null && trainer.isMember();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  private void work() {
    try (LoadedBase base = base()) {
      LOG.infof(
          "base %s is loaded on %s: %s",
          settings.base(), base.copies().names(), base.fingerprint().hex());
      Trainer started =
          new Trainer(
              clients,
              workshop(base),
              settings.challenger(),
              replica(),
              telemetry,
              InstantSource.system());
      trainer = started;
      if (stopping) {
        started.stop();
      }
      started.run();
    } catch (IOException | RuntimeException e) {
      LOG.fatalf(e, "the trainer cannot go on: %s", e.getMessage());
      Quarkus.asyncExit(1);
    }
  }

  private LoadedBase base() throws IOException {
    Placement placement = Placement.of(settings.device(), settings.placement());
    Precision precision =
        settings.dtype().map(Precision::of).orElseGet(() -> Precision.usualOn(placement.first()));
    return LoadedBase.load(settings.base(), placement, precision);
  }

  private Workshop workshop(LoadedBase base) {
    Path folder = settings.base().toAbsolutePath().normalize();
    return new Workshop(
        base,
        folder.getFileName().toString(),
        new Categories(settings.categories()),
        AdapterStores.open(settings.adapters(), settings.cache()),
        settings.storePatience(),
        settings.work());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("this host has no name: set tocsin.replica", e);
    }
  }
}
