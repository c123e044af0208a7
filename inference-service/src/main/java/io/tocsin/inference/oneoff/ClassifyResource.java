package io.tocsin.inference.oneoff;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tocsin.apikey.Role;
import io.tocsin.http.problem.RefusedException;
import io.tocsin.inference.Inference;
import io.tocsin.inference.InferenceSettings;
import io.tocsin.inference.rollout.RolloutState;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/** Texts over HTTP. */
@Path("/classify")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Name.READ)
@RunOnVirtualThread
public final class ClassifyResource {
  private final Inference inference;
  private final OneOffTexts texts;

  ClassifyResource(Inference inference, InferenceSettings settings) {
    this.inference = inference;
    this.texts = new OneOffTexts(settings.classify(), inference.lineups(), inference.queue());
  }

  /** Classifies one text or several. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Classify texts with the active adapter; nothing is written to Kafka.")
  public ClassifyAnswer classify(
      @RequestBody(content = @Content(schema = @Schema(implementation = ClassifyRequest.class)))
          byte[] body)
      throws InterruptedException {
    try {
      return answer(MessageJson.read(body, ClassifyRequest.class));
    } catch (UnreadableMessageException e) {
      throw RefusedException.malformed(e.getMessage());
    }
  }

  /** Classifies the body. */
  @POST
  @Consumes(MediaType.TEXT_PLAIN)
  @Operation(summary = "Classify the body as one text.")
  public ClassifyAnswer classify(String body) throws InterruptedException {
    if (body.isBlank()) {
      throw RefusedException.malformed("expected text, found none");
    }
    return answer(ClassifyRequest.of(body));
  }

  private ClassifyAnswer answer(ClassifyRequest request) throws InterruptedException {
    String base = inference.rollouts().map(RolloutState::baseFingerprint).orElse("");
    return texts.classify(base, request.texts());
  }
}
