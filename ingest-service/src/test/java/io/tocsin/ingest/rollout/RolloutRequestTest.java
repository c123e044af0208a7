package io.tocsin.ingest.rollout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.apikey.ReservedNames;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RolloutRequestTest {
  private static final Optional<String> NOBODY_KNOWN = Optional.empty();
  private static final String ANONYMOUS = "{\"action\": \"rollback\", \"why\": \"worse\"}";
  private static final String SIGNED =
      "{\"action\": \"rollback\", \"why\": \"worse\", \"who\": \"%s\"}";

  @Test
  void isTheCallersWhateverItStates() throws UnreadableMessageException {
    assertEquals("grace", read(ANONYMOUS).order(Optional.of("grace")).by());
    assertEquals("grace", read(SIGNED.formatted("ada")).order(Optional.of("grace")).by());
  }

  @Test
  void isWhoseItStatesWhereItIsNotKnownWhoCalls() throws UnreadableMessageException {
    assertEquals("ada", read(SIGNED.formatted("ada")).order(NOBODY_KNOWN).by());
    assertEquals("api", read(ANONYMOUS).order(NOBODY_KNOWN).by());
    assertTrue(ReservedNames.has(RolloutRequest.WHO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"monitor", "trainer-service"})
  void isNoneOfTheServices(String service) throws UnreadableMessageException {
    RolloutRequest request = read(SIGNED.formatted(service));

    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> request.order(NOBODY_KNOWN));

    assertTrue(e.getMessage().contains("who: expected a name that is not reserved"), e::toString);
    assertEquals("grace", request.order(Optional.of("grace")).by());
  }

  private static RolloutRequest read(String body) throws UnreadableMessageException {
    return RolloutRequest.read(body.getBytes(UTF_8));
  }
}
