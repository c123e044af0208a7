package io.tocsin.monitor;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.tocsin.messaging.kafka.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.Logger;

/** Starts and stops the monitor with its process. */
@ApplicationScoped
public class MonitorService {
  private static final Logger LOG = Logger.getLogger(MonitorService.class);
  private static final int FAILED = 1;

  @Produces
  @Singleton
  KafkaClients clients(@Identifier("default-kafka-broker") Map<String, Object> connection) {
    return new KafkaClients(connection);
  }

  @Produces
  @Singleton
  Monitor monitor(MonitorSettings settings, KafkaClients clients, MeterRegistry registry) {
    return new Monitor(settings, clients, registry, MonitorService::end);
  }

  void start(@Observes StartupEvent event, Monitor monitor) {
    monitor.start();
  }

  void stop(@Observes ShutdownEvent event, Monitor monitor) {
    monitor.stop();
  }

  /** Whoever runs the process starts it again: nothing is lost by that. */
  private static void end(Throwable failure) {
    LOG.error("The service ends", failure);
    Quarkus.asyncExit(FAILED);
  }
}
