package io.tocsin.cli.learning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.cli.client.IngestClient;
import io.tocsin.cli.client.LabelledUpload;
import io.tocsin.cli.client.MonitorClient;
import io.tocsin.cli.client.ServiceKey;
import io.tocsin.cli.client.TrainingStream;
import io.tocsin.cli.system.Endpoints;
import io.tocsin.cli.system.StateFolder;
import io.tocsin.cli.tag.TagStream;
import io.tocsin.messaging.kafka.KafkaClients;
import io.tocsin.store.DirectoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The running system, as the scenario meets it. */
final class LearningSystem implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The recipe's three epochs and 5e-4 are for thousands of labels. */
  private static final ObjectNode FEW_LABELS =
      JsonNodeFactory.instance.objectNode().put("epochs", 4).put("learningRate", 1e-3);

  private final Patience patience = new Patience(PATIENCE);
  private final KafkaClients kafka;
  private final IngestClient ingest;
  private final LabelledUpload upload;
  private final TrainingStream trainings;
  private final RequestStream requests;
  private final TagStream tags;
  private final LiveFigures figures;
  private final Labeller labeller;
  private final LiveStream stream;
  private final Rounds rounds;
  private final Rollouts rollouts;
  private final WorseAdapter worse;

  /**
   * Connects.
   *
   * @param base the base model's folder
   */
  LearningSystem(Endpoints endpoints, StateFolder state, Path base, ShiftingSubject subject) {
    MonitorClient monitor = new MonitorClient(endpoints.monitor(), ServiceKey.ofEnvironment());
    this.kafka = KafkaClients.of(endpoints.bootstrapServers());
    this.ingest = new IngestClient(endpoints.ingest(), ServiceKey.ofEnvironment());
    this.upload = new LabelledUpload(ingest);
    this.trainings = new TrainingStream(kafka);
    this.requests = new RequestStream(kafka);
    this.tags = new TagStream(kafka);
    this.figures = new LiveFigures(monitor);
    this.labeller = new Labeller(monitor, upload, patience);
    this.stream = new LiveStream(upload, tags, labeller, figures, patience);
    this.rounds = new Rounds(subject.arriving(), stream, monitor, patience);
    this.rollouts = new Rollouts(kafka, endpoints.inference(), patience);
    this.worse = new WorseAdapter(new DirectoryStore(state.adapters()), base, state.work());
  }

  /** Asks for the first training, which the policy leaves to people; returns the request's id. */
  String askForTheFirst() {
    return ingest
        .retrain(
            new IngestClient.Order(
                "demo",
                Optional.of("the first version"),
                Optional.empty(),
                FEW_LABELS,
                Optional.empty()))
        .requestId();
  }

  Patience patience() {
    return patience;
  }

  KafkaClients kafka() {
    return kafka;
  }

  LabelledUpload upload() {
    return upload;
  }

  TrainingStream trainings() {
    return trainings;
  }

  RequestStream requests() {
    return requests;
  }

  LiveFigures figures() {
    return figures;
  }

  Labeller labeller() {
    return labeller;
  }

  LiveStream stream() {
    return stream;
  }

  Rounds rounds() {
    return rounds;
  }

  Rollouts rollouts() {
    return rollouts;
  }

  WorseAdapter worse() {
    return worse;
  }

  @Override
  public void close() {
    trainings.close();
    requests.close();
    tags.close();
  }
}
