package io.tocsin.monitor.quality;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tocsin.apikey.Role;
import io.tocsin.http.problem.Problem;
import io.tocsin.http.problem.RefusedException;
import io.tocsin.monitor.Monitor;
import io.tocsin.monitor.drift.References;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** How the versions do, as of a few seconds ago. */
@Path("/quality")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Name.READ, Role.Name.OPERATE})
@APIResponse(
    responseCode = "default",
    description = "Why the request was refused.",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@RunOnVirtualThread
public class QualityResource {
  private static final Comparator<TallyKey> ORDER =
      Comparator.comparing(TallyKey::version)
          .thenComparing(TallyKey::role)
          .thenComparing(key -> key.start().map(start -> start.toEpochMilli()).orElse(-1L));

  private final Monitor monitor;

  QualityResource(Monitor monitor) {
    this.monitor = monitor;
  }

  @GET
  @Operation(summary = "Each version in each role, since it was published.")
  public List<VersionQuality> all() {
    return figures(key -> key.start().isEmpty());
  }

  @GET
  @Path("{version}")
  @Operation(summary = "One version in each role, since it was published and window by window.")
  public List<VersionQuality> version(@PathParam("version") String version) {
    List<VersionQuality> found = figures(key -> key.version().equals(version));
    if (found.isEmpty()) {
      throw RefusedException.unknown(
          "version: expected one that has classified tweets lately, found another: GET /quality"
              + " names them");
    }
    return found;
  }

  private List<VersionQuality> figures(Predicate<TallyKey> wanted) {
    References references =
        monitor.ask(
            References.STORE,
            QueryableStoreTypes.<String, byte[]>timestampedKeyValueStore(),
            References::new);
    QualityFigures figures = new QualityFigures(monitor.quality(), references);
    return monitor.ask(
        QualityProcessor.TALLIES,
        QueryableStoreTypes.<String, Tally>keyValueStore(),
        tallies ->
            WholeTallies.of(tallies).entrySet().stream()
                .filter(tally -> wanted.test(tally.getKey()))
                .sorted(Map.Entry.comparingByKey(ORDER))
                .map(tally -> figures.of(tally.getKey(), tally.getValue()))
                .toList());
  }
}
