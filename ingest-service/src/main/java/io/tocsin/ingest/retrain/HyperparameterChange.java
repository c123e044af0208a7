package io.tocsin.ingest.retrain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.contracts.retrain.Hyperparameters;
import io.tocsin.messaging.message.MessageJson;
import io.tocsin.messaging.message.UnreadableMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Hyper-parameters of which some are stated anew. */
final class HyperparameterChange {
  private static final String ALL = "hyperparameters";
  private static final String KIND = "kind";

  private HyperparameterChange() {}

  /**
   * Returns the usual ones with the stated ones in their place.
   *
   * @param stated as in a request, but only those that differ, at any depth
   * @throws UnreadableMessageException naming what is wrong or unknown
   */
  static Hyperparameters apply(Hyperparameters usual, ObjectNode stated)
      throws UnreadableMessageException {
    ObjectNode merged = tree(usual);
    merge(merged, stated);
    Hyperparameters changed = read(merged);
    List<String> unknown = new ArrayList<>();
    collectUnknown(ALL, stated, tree(changed), unknown);
    if (!unknown.isEmpty()) {
      throw new UnreadableMessageException(String.join("; ", unknown));
    }
    return changed;
  }

  private static void merge(ObjectNode into, ObjectNode stated) {
    for (Map.Entry<String, JsonNode> field : stated.properties()) {
      JsonNode before = into.get(field.getKey());
      if (before instanceof ObjectNode parent
          && field.getValue() instanceof ObjectNode child
          && sameKind(parent, child)) {
        merge(parent, child);
      } else {
        into.set(field.getKey(), field.getValue().deepCopy());
      }
    }
  }

  /** An object of another kind has other fields: it takes the whole place. */
  private static boolean sameKind(ObjectNode before, ObjectNode stated) {
    return !stated.has(KIND) || stated.get(KIND).equals(before.get(KIND));
  }

  private static Hyperparameters read(ObjectNode merged) throws UnreadableMessageException {
    try {
      return MessageJson.read(MessageJson.write(merged), Hyperparameters.class);
    } catch (UnreadableMessageException e) {
      throw new UnreadableMessageException(ALL + "." + e.getMessage());
    }
  }

  /** Records pass over what they do not know: it is what their own JSON lacks. */
  private static void collectUnknown(
      String path, ObjectNode stated, JsonNode known, List<String> unknown) {
    for (Map.Entry<String, JsonNode> field : stated.properties()) {
      String name = path + "." + field.getKey();
      JsonNode found = known.get(field.getKey());
      if (found == null) {
        List<String> names = known.properties().stream().map(Map.Entry::getKey).toList();
        unknown.add("%s: unknown, expected one of %s".formatted(name, names));
      } else if (field.getValue() instanceof ObjectNode child) {
        collectUnknown(name, child, found, unknown);
      }
    }
  }

  private static ObjectNode tree(Hyperparameters hyperparameters) {
    return MessageJson.mapper().valueToTree(hyperparameters);
  }
}
