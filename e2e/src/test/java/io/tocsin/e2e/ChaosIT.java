package io.tocsin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.messaging.message.MessageJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The chaos harness as a user runs it, short. */
final class ChaosIT {
  private static final int TWEETS = 2000;

  /** The pause lasts until the broker has aborted the open transaction. */
  private static final String IMPATIENT = "-Dkafka.transaction.timeout.ms=6500";

  @Test
  void eachTweetHasOneOutcomeWhateverFails() throws Exception {
    ProcessBuilder builder =
        Commands.process(
            "chaos",
            "--tweets=" + TWEETS,
            "--kills=1",
            "--broker-stops=1",
            "--pauses=1",
            "--swaps=4",
            "--device=cpu",
            "--json");
    builder.environment().merge("TOCSIN_JAVA_OPTIONS", IMPATIENT, (set, ours) -> set + " " + ours);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), output);
    JsonNode report = MessageJson.mapper().readTree(output);
    assertEquals(0, report.get("violations").size(), output);
    assertEquals(TWEETS, report.at("/found/outcomes/tweets").intValue());
    assertEquals(3, report.get("disruptions").size());
    assertEquals(4, report.get("swaps").intValue());
    assertTrue(report.findValuesAsText("fenced").stream().anyMatch(it -> !it.equals("0")), output);
    assertTrue(report.at("/found/abortedTags").longValue() > 0, output);
  }
}
