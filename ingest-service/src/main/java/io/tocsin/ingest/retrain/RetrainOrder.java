package io.tocsin.ingest.retrain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.contracts.retrain.Hyperparameters;
import io.tocsin.contracts.retrain.Recipe;
import io.tocsin.contracts.retrain.RetrainReason;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an operator asks for. Other than in messages a name that is not known is refused: whoever
 * misspelt one would get a training they did not mean.
 *
 * @param who counts where it is not known who calls, {@value #WHO} unless stated
 * @param why {@value #WHY} unless stated
 * @param recipe {@link Recipe#DEFAULT} unless stated
 * @param hyperparameters those that differ from the recipe's
 * @param seed {@value #SEED} unless stated, as on the command line: the same labels give the same
 *     adapter unless another one is asked for
 */
record RetrainOrder(
    Optional<String> who,
    Optional<String> why,
    Optional<String> recipe,
    @Schema(implementation = Hyperparameters.class, required = false)
        Optional<ObjectNode> hyperparameters,
    Optional<Long> seed) {
  static final String WHO = "api";
  static final String WHY = "asked for";
  static final long SEED = 42;

  /**
   * Reads an order.
   *
   * @param body empty for one that states nothing
   * @throws UnreadableMessageException naming the first field that is wrong or unknown
   */
  static RetrainOrder read(byte[] body) throws UnreadableMessageException {
    return body.length == 0
        ? new RetrainOrder(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty())
        : MessageJson.read(body, RetrainOrder.class);
  }

  /**
   * Returns who asks and why.
   *
   * @param caller whose key or token it was: they ask, whatever they state
   * @throws IllegalArgumentException naming the first field that is wrong
   */
  RetrainReason reason(Optional<String> caller) {
    return new RetrainReason.Operator(caller.or(() -> who).orElse(WHO), why.orElse(WHY));
  }

  long seedOrUsual() {
    return seed.orElse(SEED);
  }

  /**
   * Returns the recipe's hyper-parameters with those that were stated in their place.
   *
   * @throws IllegalArgumentException if there is no such recipe
   * @throws UnreadableMessageException naming the first that is wrong or unknown
   */
  Hyperparameters allHyperparameters() throws UnreadableMessageException {
    Hyperparameters usual = recipe.map(Recipe::of).orElse(Recipe.DEFAULT).hyperparameters();
    return hyperparameters.isEmpty()
        ? usual
        : HyperparameterChange.apply(usual, hyperparameters.get());
  }
}
