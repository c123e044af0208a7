package io.tocsin.inference.oneoff;

import io.tocsin.apikey.Role;
import io.tocsin.http.problem.RefusedException;
import io.tocsin.inference.Inference;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who answers, over HTTP. */
@Path("/rollout")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Name.READ, Role.Name.OPERATE})
public final class RolloutResource {
  private final Inference inference;

  RolloutResource(Inference inference) {
    this.inference = inference;
  }

  /** Tells where rollouts stand. */
  @GET
  @Operation(summary = "What is in force, what is served, what is pending or refused and why.")
  public RolloutView rollout() {
    return inference
        .rollouts()
        .map(RolloutView::of)
        .orElseThrow(() -> RefusedException.unavailable("the base is being loaded"));
  }
}
