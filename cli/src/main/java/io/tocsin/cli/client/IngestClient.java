package io.tocsin.cli.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.contracts.Contract;
import io.tocsin.contracts.label.LabelReason;
import io.tocsin.contracts.retrain.RetrainRequested;
import io.tocsin.contracts.tweet.Tweet;
import io.tocsin.messaging.message.MessageJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ingest service. */
public final class IngestClient {
  private static final String NDJSON = "application/x-ndjson";
  private static final ObjectMapper MAPPER = MessageJson.mapper();

  private final ServiceHttp http;

  public IngestClient(URI service, ServiceKey key) {
    this.http = new ServiceHttp(service, key);
  }

  /**
   * Where Kafka has a message.
   *
   * @param id the tweet's
   */
  @Contract
  record Written(String id, int partition, long offset) {}

  /**
   * A tweet's deletion.
   *
   * @param removed what will be gone, and when
   * @param remains what will not be, and for how long
   */
  @Contract
  record Deleted(
      String id, int partition, long offset, List<String> removed, List<String> remains) {}

  /** A label as it is sent; the service fills in when it was given. */
  @Contract
  public record LabelDraft(
      String tweetId,
      String text,
      Optional<String> keyword,
      String category,
      Optional<String> givenBy,
      Optional<LabelReason> reason) {}

  /**
   * What is asked of a trainer.
   *
   * @param hyperparameters those that differ from the recipe's
   */
  @Contract
  public record Order(
      String who,
      Optional<String> why,
      Optional<String> recipe,
      ObjectNode hyperparameters,
      Optional<Long> seed) {}

  /** Hands a tweet over; returns when Kafka has it. */
  Written tweet(Tweet tweet) {
    return http.post("/tweets", tweet, Written.class);
  }

  /** Deletes a tweet; returns when Kafka has that. */
  Deleted delete(String tweetId) {
    // Form encoding, but for spaces, is what a path's segment may hold.
    String segment = URLEncoder.encode(tweetId, StandardCharsets.UTF_8).replace("+", "%20");
    return http.delete("/tweets/" + segment, Deleted.class);
  }

  /** Hands a label over; returns when Kafka has it. */
  Written label(LabelDraft label) {
    return http.post("/labels", label, Written.class);
  }

  /** Asks for a new adapter. */
  public RetrainRequested retrain(Order order) {
    return http.post("/retrain", order, RetrainRequested.class);
  }

  /**
   * Hands lines over and returns what became of them, the last answer being about the whole.
   *
   * @param path of tweets or labels
   * @param lines JSON without line breaks; few enough that their answers fit into the buffers of a
   *     connection, because answers are read only after all is sent
   */
  public List<LineAnswer> upload(String path, List<byte[]> lines) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      body.writeBytes(line);
      body.write('\n');
    }
    String answer = new String(http.post(path, NDJSON, body.toByteArray()), StandardCharsets.UTF_8);
    List<LineAnswer> answers = new ArrayList<>();
    for (String line : answer.lines().toList()) {
      answers.add(lineAnswer(line));
    }
    return answers;
  }

  private static LineAnswer lineAnswer(String line) {
    try {
      return MAPPER.readValue(line, LineAnswer.class);
    } catch (IOException e) {
      throw new ServiceException(
          "expected the answer to an upload, found another: is that a Tocsin service of this version?",
          e);
    }
  }
}
