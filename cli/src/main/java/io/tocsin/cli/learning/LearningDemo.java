package io.tocsin.cli.learning;

import io.tocsin.cli.output.Console;
import io.tocsin.cli.system.Endpoints;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.llama.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;

/** The scenario as a command shows it. */
public final class LearningDemo {
  private final ShiftingSubject subject;
  private final StateFolder state;
  private final Path base;

  /**
   * Prepares the scenario.
   *
   * @param base the base model's folder
   * @throws IllegalArgumentException if the data do not suffice
   */
  public LearningDemo(Dataset dataset, StateFolder state, Path base) {
    this.subject = ShiftingSubject.of(dataset);
    this.state = state;
    this.base = base;
  }

  /**
   * Runs to the end on a system that was not trained yet, and tells what happens.
   *
   * @throws IOException if a service refuses something, or something does not come as it should
   * @throws TimeoutException if something does not come at all
   */
  public void show(Console console, Endpoints endpoints) throws IOException, TimeoutException {
    try (LearningSystem system = new LearningSystem(endpoints, state, base, subject)) {
      LearningReport report = new LearningScript(system, subject, console).run();
      console.result(report, "\n" + report.text());
    }
  }
}
