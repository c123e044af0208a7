package io.tocsin.ingest;

import static io.tocsin.ingest.IngestProcess.json;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.apikey.ApiKey;
import io.tocsin.apikey.KeyRing;
import io.tocsin.apikey.Role;
import io.tocsin.apikey.StoredKey;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service where it asks who is there. A body that it refuses shows who came in. */
@Timeout(60)
final class EntranceIT {
  private static final String NO_TWEET = "{\"id\": \"17\"}";
  private static final ApiKey WRITER = ApiKey.create("collector");
  private static final ApiKey OPERATOR = ApiKey.create("ada");

  @TempDir private static Path directory;
  private static Path keys;
  private static Issuer issuer;
  private static IngestProcess service;

  @BeforeAll
  static void start() throws Exception {
    keys = directory.resolve("api-keys.json");
    new KeyRing(List.of(stored(WRITER, Role.WRITE), stored(OPERATOR, Role.OPERATE))).write(keys);
    issuer = Issuer.start();
    service =
        IngestProcess.start(
            Map.of(
                "TOCSIN_API_KEYS",
                keys.toString(),
                "QUARKUS_OIDC_AUTH_SERVER_URL",
                issuer.url(),
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:1"));
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  @Test
  void letsNobodyInWithoutAKey() {
    HttpResponse<String> answer =
        service.send("POST", "/tweets", NO_TWEET, "Content-Type", "application/json");

    assertRefused(401, "Bearer realm=\"tocsin\"", answer);
    assertTrue(answer.body().contains("Authorization: Bearer"), answer.body());
  }

  @Test
  void letsNobodyInWithAWrongKey() {
    String wrong = "Bearer realm=\"tocsin\", error=\"invalid_token\"";

    assertRefused(401, wrong, post("/tweets", ApiKey.create("collector").text()));
    assertRefused(401, wrong, post("/tweets", ApiKey.create("nobody").text()));
    assertRefused(401, wrong, post("/tweets", ApiKey.PREFIX + "short"));
  }

  @Test
  void letsAKeyDoWhatItsRoleMay() {
    assertEquals(400, post("/tweets", WRITER.text()).statusCode());
    assertEquals(400, post("/labels", WRITER.text()).statusCode());
    assertEquals(400, post("/rollouts", OPERATOR.text()).statusCode());
  }

  @Test
  void letsAKeyDoNothingElse() {
    String scope = "Bearer realm=\"tocsin\", error=\"insufficient_scope\"";

    assertRefused(403, scope, post("/rollouts", WRITER.text()));
    assertRefused(403, scope, post("/retrain", WRITER.text()));
    assertRefused(403, scope, post("/tweets", OPERATOR.text()));
  }

  @Test
  void takesTokensOfTheIssuer() throws Exception {
    assertEquals(400, post("/tweets", issuer.token("grace", "write")).statusCode());
    assertEquals(403, post("/rollouts", issuer.token("grace", "write")).statusCode());
    assertEquals(400, post("/rollouts", issuer.token("grace", "operate")).statusCode());
  }

  @Test
  void takesNoOtherTokens() throws Exception {
    try (Issuer other = Issuer.start()) {
      assertEquals(401, post("/tweets", other.token("grace", "write")).statusCode());
    }
    String late = issuer.token("grace", "write", Instant.now().minusSeconds(60));
    HttpResponse<String> answer = post("/tweets", late);
    assertEquals(401, answer.statusCode());
    assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").get());
    assertEquals(401, post("/tweets", "no token").statusCode());
  }

  @Test
  void letsNobodyInUnderANameThatStandsForAnother() throws Exception {
    assertEquals(401, post("/rollouts", issuer.token("monitor", "operate")).statusCode());
    assertEquals(401, post("/rollouts", issuer.token("anybody", "operate")).statusCode());
    await().until(() -> logged("its holder's name is reserved: monitor"));
  }

  @Test
  void readsTheKeysAgainWhenTheyChange() throws Exception {
    ApiKey added = ApiKey.create("added");
    assertEquals(401, post("/tweets", added.text()).statusCode());
    KeyRing before = KeyRing.read(keys);

    before.with(stored(added, Role.WRITE)).write(keys);
    await().until(() -> post("/tweets", added.text()).statusCode() == 400);

    Files.writeString(keys, "{\"keys\": [{");
    await().until(() -> service.log().stream().anyMatch(line -> line.contains("stay as they")));
    assertEquals(400, post("/tweets", added.text()).statusCode());

    before.write(keys);
    await().until(() -> post("/tweets", added.text()).statusCode() == 401);
  }

  @Test
  void tellsTheLogWhoDidWhatAndWhoWasRefused() {
    post("/retrain", OPERATOR.text());
    post("/retrain", WRITER.text());
    service.send(
        "DELETE", "/tweets/" + "x".repeat(300), "", "Authorization", bearer(OPERATOR.text()));

    await().until(() -> logged("[io.tocsin.audit]", "ada: POST /retrain, answered 400"));
    await().until(() -> logged("collector at 127.0.0.1: POST /retrain, refused: forbidden"));
    await().until(() -> logged("ada at 127.0.0.1: DELETE /tweets/xxx"));
    assertFalse(logged("x".repeat(200)), service.log()::toString);
    assertFalse(logged(WRITER.text()), service.log()::toString);
  }

  @Test
  void countsWhoWasRefused() {
    double before = refused("unauthenticated");

    post("/tweets", ApiKey.create("nobody").text());

    await().until(() -> refused("unauthenticated") > before);
  }

  @Test
  void leavesHealthMetricsAndDescriptionOpen() {
    assertEquals(200, service.get("/q/health/live").statusCode());
    assertEquals(200, service.get("/q/metrics").statusCode());
    assertEquals(200, service.get("/q/openapi").statusCode());
  }

  @Test
  void doesNotStartOpenToOthersUnlessToldTo() {
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () -> IngestProcess.start(Map.of("QUARKUS_HTTP_HOST", "0.0.0.0")));

    assertTrue(e.getMessage().contains("set TOCSIN_API_KEYS to a file"), e.getMessage());
  }

  private static void assertRefused(int status, String challenge, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(List.of(challenge), answer.headers().allValues("WWW-Authenticate"));
    assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").get());
    assertEquals(status, json(answer.body()).get("status").asInt());
  }

  private static HttpResponse<String> post(String path, String token) {
    return service.send(
        "POST",
        path,
        "{\"no\": 1}",
        "Content-Type",
        "application/json",
        "Authorization",
        bearer(token));
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  private static boolean logged(String... parts) {
    return service.log().stream()
        .anyMatch(line -> List.of(parts).stream().allMatch(line::contains));
  }

  private static double refused(String reason) {
    return service
        .get("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("tocsin_http_refused_total{reason=\"" + reason))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static StoredKey stored(ApiKey key, Role role) {
    return StoredKey.of(key, Set.of(role), Instant.now());
  }
}
