package io.tocsin.broker.topic;

import java.util.List;

/**
 * What came of creating or checking topics.
 *
 * @param created topics that had not been there, in the order of their declarations
 * @param differences of topics that had; none of them was changed
 */
public record TopicReport(List<String> created, List<TopicDifference> differences) {
  public TopicReport {
    created = List.copyOf(created);
    differences = List.copyOf(differences);
  }
}
