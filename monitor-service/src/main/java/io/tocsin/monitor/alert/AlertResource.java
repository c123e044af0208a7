package io.tocsin.monitor.alert;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tocsin.apikey.Role;
import io.tocsin.contracts.alert.Alert;
import io.tocsin.http.problem.Problem;
import io.tocsin.monitor.Monitor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What surges, and what did lately. */
@Path("/alerts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Name.READ, Role.Name.OPERATE})
@APIResponse(
    responseCode = "default",
    description = "Why the request was refused.",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@RunOnVirtualThread
public class AlertResource {
  private final Monitor monitor;

  AlertResource(Monitor monitor) {
    this.monitor = monitor;
  }

  @GET
  @Operation(
      summary = "What was last told of each surge: those that go on, then those of the last day.")
  public List<Alert> all() {
    return monitor.ask(
        AlertBoard.STORE, QueryableStoreTypes.<String, Alert>keyValueStore(), AlertBoard::all);
  }
}
