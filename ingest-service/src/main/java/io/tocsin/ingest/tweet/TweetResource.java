package io.tocsin.ingest.tweet;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tocsin.apikey.Role;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.http.access.Audited;
import io.tocsin.http.problem.Problem;
import io.tocsin.ingest.message.SingleMessages;
import io.tocsin.ingest.message.WrittenMessage;
import io.tocsin.ingest.upload.LineAnswer;
import io.tocsin.ingest.upload.Ndjson;
import io.tocsin.ingest.upload.Uploads;
import io.tocsin.messaging.message.UnreadableMessageException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Tweets, one or many. */
@Path("/tweets")
@APIResponse(
    responseCode = "default",
    description = "Why the request was refused.",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@RolesAllowed(Role.Name.WRITE)
@RunOnVirtualThread
public class TweetResource {
  private final TweetDrafts drafts;
  private final SingleMessages messages;
  private final Uploads uploads;

  TweetResource(TweetDrafts drafts, SingleMessages messages, Uploads uploads) {
    this.drafts = drafts;
    this.messages = messages;
    this.uploads = uploads;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @APIResponseSchema(responseCode = "201", value = WrittenMessage.class)
  @Operation(summary = "Takes a tweet, and answers when Kafka has it.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Tweet.class)))
  public WrittenMessage json(InputStream body) throws UnreadableMessageException {
    return messages.write(body, drafts.json());
  }

  @POST
  @Consumes(MediaType.TEXT_PLAIN)
  @Produces(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @APIResponseSchema(responseCode = "201", value = WrittenMessage.class)
  @RequestBody(content = @Content(schema = @Schema(implementation = String.class)))
  public WrittenMessage plainText(InputStream body) throws UnreadableMessageException {
    return messages.write(body, drafts.plainText());
  }

  @POST
  @Consumes(Ndjson.MEDIA_TYPE)
  @Produces(Ndjson.MEDIA_TYPE)
  @RequestBody(content = @Content(schema = @Schema(implementation = Tweet.class)))
  @APIResponse(
      responseCode = "200",
      description = Ndjson.DESCRIPTION,
      content = @Content(schema = @Schema(implementation = LineAnswer.class)))
  public StreamingOutput lines(InputStream body) {
    return uploads.of(body, drafts.json());
  }

  @DELETE
  @Audited
  @Path("{tweetId: .+}")
  @Produces(MediaType.APPLICATION_JSON)
  @APIResponseSchema(responseCode = "200", value = DeletedTweet.class)
  @Operation(
      summary = "Deletes a tweet, and answers when Kafka has that; tells what cannot be removed.")
  public DeletedTweet delete(@PathParam("tweetId") String tweetId)
      throws UnreadableMessageException {
    return DeletedTweet.of(messages.send(drafts.deletion(tweetId)));
  }
}
