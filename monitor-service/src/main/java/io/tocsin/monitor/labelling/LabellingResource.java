package io.tocsin.monitor.labelling;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tocsin.apikey.Role;
import io.tocsin.http.problem.Problem;
import io.tocsin.http.problem.RefusedException;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.monitor.Monitor;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Which tweets to label next. */
@Singleton
@Path("/labelling")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Name.READ)
@APIResponse(
    responseCode = "default",
    description = "Why the request was refused.",
    content =
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
@RunOnVirtualThread
public class LabellingResource {
  private static final int MOST = 100;

  private final Monitor monitor;
  private final LabellingQueue queue;
  private final TweetSource tweets;

  LabellingResource(Monitor monitor, KafkaClients clients) {
    this.monitor = monitor;
    this.queue = new LabellingQueue(monitor.labelling(), InstantSource.system());
    this.tweets = new TweetSource(clients);
  }

  @PreDestroy
  void close() {
    tweets.close();
  }

  /** Hands tweets out; each is not handed out again for a while. */
  @GET
  @Path("next")
  @Operation(
      summary = "Tweets to label: disputed and uncertain ones, and a share drawn at random.",
      description =
          "Send each label to POST /labels of ingest with the reason that stands here: live accuracy"
              + " counts audited tweets only.")
  public List<TweetToLabel> next(@QueryParam("count") @DefaultValue("10") int count) {
    if (count < 1 || count > MOST) {
      throw RefusedException.malformed("count: expected 1 to %d, found %d".formatted(MOST, count));
    }
    List<Candidate> candidates =
        monitor.ask(
            CandidateProcessor.STORE,
            QueryableStoreTypes.<String, Candidate>keyValueStore(),
            LabellingResource::all);
    return queue.next(
        count,
        candidates,
        candidate -> tweets.at(candidate.sourcePartition(), candidate.sourceOffset()));
  }

  private static List<Candidate> all(ReadOnlyKeyValueStore<String, Candidate> store) {
    List<Candidate> candidates = new ArrayList<>();
    try (KeyValueIterator<String, Candidate> all = store.all()) {
      all.forEachRemaining(candidate -> candidates.add(candidate.value));
    }
    return candidates;
  }
}
