package io.tocsin.inference.oneoff;

import io.tocsin.inference.Inference;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Who answers, over HTTP. */
@Path("/rollout")
@Produces(MediaType.APPLICATION_JSON)
public final class RolloutResource {
  private final Inference inference;

  RolloutResource(Inference inference) {
    this.inference = inference;
  }

  /** Tells where rollouts stand. */
  @GET
  @Operation(summary = "What is in force, what is served, what is pending or refused and why.")
  public RolloutView rollout() throws Refusal {
    return inference
        .rollouts()
        .map(RolloutView::of)
        .orElseThrow(() -> new Refusal(Refusal.Cause.UNAVAILABLE, "the base is being loaded"));
  }
}
