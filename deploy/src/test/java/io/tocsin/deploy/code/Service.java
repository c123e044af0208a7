package io.tocsin.deploy.code;

import io.tocsin.inference.InferenceSettings;
import io.tocsin.ingest.IngestSettings;
import io.tocsin.monitor.MonitorSettings;
import io.tocsin.trainer.process.TrainerSettings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A service as its code declares it. */
public enum Service {
  INGEST("ingest", IngestSettings.class),
  TRAINER("trainer", TrainerSettings.class),
  INFERENCE("inference", InferenceSettings.class),
  MONITOR("monitor", MonitorSettings.class);

  private final String title;
  private final Class<?> settings;

  Service(String title, Class<?> settings) {
    this.title = title;
    this.settings = settings;
  }

  /** Returns what the service is called in compose file and manifests. */
  public String title() {
    return title;
  }

  /** Returns its module's name, which is that of its folder too. */
  public String module() {
    return title + "-service";
  }

  /** Returns its configuration mapping. */
  public Class<?> settings() {
    return settings;
  }

  /** Returns the port it listens at unless told otherwise. */
  public int port() {
    return Integer.parseInt(properties().getProperty("quarkus.http.port"));
  }

  /** Returns its {@code application.properties}, expressions unresolved. */
  public Properties properties() {
    Path file = Checkout.file(module(), "src/main/resources/application.properties");
    try (Reader reader = Files.newBufferedReader(file)) {
      Properties properties = new Properties();
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
