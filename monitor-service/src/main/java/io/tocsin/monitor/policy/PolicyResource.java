package io.tocsin.monitor.policy;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tocsin.apikey.Role;
import io.tocsin.http.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What the monitor would do next. */
@Path("/policy")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Name.READ, Role.Name.OPERATE})
@APIResponse(
    responseCode = "default",
    description = "Why the request was refused.",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@RunOnVirtualThread
public class PolicyResource {
  private final PolicyService policy;

  PolicyResource(PolicyService policy) {
    this.policy = policy;
  }

  @GET
  @Operation(summary = "What becomes of challengers, when a retrain is asked for, and why not yet.")
  public PolicyReport now() {
    return policy.last();
  }
}
