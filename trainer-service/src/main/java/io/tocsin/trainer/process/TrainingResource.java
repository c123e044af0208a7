package io.tocsin.trainer.process;

import io.tocsin.apikey.Role;
import io.tocsin.contracts.training.TrainingProgress;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What this trainer does at the moment. */
@Path("/training")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Name.READ, Role.Name.OPERATE})
public final class TrainingResource {
  private final TrainerProcess trainer;

  TrainingResource(TrainerProcess trainer) {
    this.trainer = trainer;
  }

  /**
   * The answer.
   *
   * @param trainer its name
   * @param training how far the current one is; null if there is none
   */
  public record Training(String trainer, Optional<TrainingProgress> training) {}

  /** Returns the current training. */
  @GET
  @Operation(summary = "The training under way: request and state, or null")
  public Training training() {
    return new Training(trainer.replica(), trainer.training());
  }
}
