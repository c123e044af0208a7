package io.tocsin.ingest.retrain;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tocsin.apikey.Role;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.http.access.Audited;
import io.tocsin.http.body.WholeBody;
import io.tocsin.http.problem.Problem;
import io.tocsin.ingest.Limits;
import io.tocsin.messaging.message.UnreadableMessageException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Requests for new adapters. */
@Path("/retrain")
@APIResponse(
    responseCode = "default",
    description = "Why the request was refused.",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@RolesAllowed(Role.Name.OPERATE)
@RunOnVirtualThread
public class RetrainResource {
  private final RetrainRequests requests;
  private final WholeBody bodies;

  RetrainResource(RetrainRequests requests, Limits limits) {
    this.requests = requests;
    this.bodies = new WholeBody(limits.messageBytes());
  }

  @POST
  @Audited
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  @APIResponseSchema(responseCode = "202", value = RetrainRequested.class)
  @Operation(
      summary = "Asks for a new adapter, made from the labels that are there now.",
      description = "Who asks is whose key or token it was; who counts where nobody is asked.")
  @RequestBody(
      required = false,
      content = @Content(schema = @Schema(implementation = RetrainOrder.class)))
  public RetrainRequested ask(InputStream body) throws UnreadableMessageException {
    return requests.write(RetrainOrder.read(bodies.read(body)));
  }
}
