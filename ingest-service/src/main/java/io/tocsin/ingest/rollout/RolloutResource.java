package io.tocsin.ingest.rollout;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tocsin.apikey.Role;
import io.tocsin.contracts.topic.Topics;
import io.tocsin.http.access.Audited;
import io.tocsin.http.access.Caller;
import io.tocsin.http.body.WholeBody;
import io.tocsin.http.problem.Problem;
import io.tocsin.ingest.Limits;
import io.tocsin.ingest.message.Draft;
import io.tocsin.ingest.message.SingleMessages;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.messaging.message.MessageWriter;
import io.tocsin.messaging.message.UnreadableMessageException;
import io.tocsin.messaging.rollout.RolloutDesk;
import io.tocsin.messaging.rollout.RolloutInForce;
import io.tocsin.messaging.rollout.RolloutPeriod;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Who answers, and who shall. */
@Path("/rollouts")
@Produces(MediaType.APPLICATION_JSON)
@APIResponse(
    responseCode = "default",
    description = "Why the request was refused.",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@RunOnVirtualThread
public class RolloutResource {
  private final RolloutDesk desk;
  private final WholeBody bodies;
  private final Caller caller;

  RolloutResource(
      KafkaClients clients,
      SingleMessages messages,
      MessageWriter writer,
      InstantSource clock,
      Limits limits,
      Caller caller) {
    this.desk =
        new RolloutDesk(
            clients,
            record -> messages.send(new Draft(Topics.ROLLOUTS.name(), record)).offset(),
            writer,
            clock,
            limits.delivery());
    this.caller = caller;
    this.bodies = new WholeBody(limits.messageBytes());
  }

  @GET
  @RolesAllowed({Role.Name.READ, Role.Name.OPERATE})
  @APIResponse(
      responseCode = "200",
      description = "Rollouts that were in force.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = RolloutPeriod.class)))
  @Operation(
      summary = "Tells who answered from which rollout until which, the newest first.",
      description = "Rollouts that no other has replaced are in force, one for each base.")
  public List<RolloutPeriod> history() {
    return desk.read().periods();
  }

  @POST
  @RolesAllowed(Role.Name.OPERATE)
  @Audited
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @APIResponseSchema(responseCode = "201", value = RolloutInForce.class)
  @APIResponse(
      responseCode = "404",
      description = "No adapter of that version was published.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "It does not fit the rollout in force, or another one came first: look, and decide anew.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "504",
      description = "It is written, and not known whether it counts: look before you decide again.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Operation(
      summary =
          "Activates a version, sets or withdraws a canary or shadow, promotes one, or rolls back.",
      description =
          "Writes one rollout and answers with it once it is in force; a replica serves it once its"
              + " adapters are loaded and the batch under way has ended, as its GET /rollout tells."
              + " Who decided is whose key or token it was; who counts where nobody is asked.")
  @RequestBody(content = @Content(schema = @Schema(implementation = RolloutRequest.class)))
  public RolloutInForce decide(InputStream body) throws UnreadableMessageException {
    try {
      return desk.decide(RolloutRequest.read(bodies.read(body)).order(caller.name()));
    } catch (IllegalArgumentException e) {
      throw new UnreadableMessageException(e.getMessage());
    }
  }
}
