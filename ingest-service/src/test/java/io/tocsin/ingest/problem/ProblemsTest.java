package io.tocsin.ingest.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tocsin.http.problem.Problem;
import io.tocsin.messaging.rollout.RolloutUnsettledException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class ProblemsTest {
  @Test
  void doesNotInviteToDecideAgainWhatIsWritten() {
    RolloutUnsettledException unsettled =
        new RolloutUnsettledException(17, new TimeoutException("no answer"));

    Response response = new Problems().of(unsettled);

    assertEquals(504, response.getStatus());
    assertNull(response.getHeaderString(HttpHeaders.RETRY_AFTER));
    assertEquals(
        "rollout 17 is written; whether it counts is not known yet: look at the history before you"
            + " decide again",
        ((Problem) response.getEntity()).detail());
  }
}
