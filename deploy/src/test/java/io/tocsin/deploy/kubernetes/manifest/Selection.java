package io.tocsin.deploy.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;

/** Which labels a selector means. */
public final class Selection {
  private Selection() {}

  /** Returns whether a selector means something with these labels; one that says nothing does. */
  public static boolean matches(LabelSelector selector, Map<String, String> labels) {
    return matches(selector.getMatchLabels(), labels)
        && selector.getMatchExpressions().stream().allMatch(wanted -> matches(wanted, labels));
  }

  /** Returns whether labels have all that is wanted. */
  public static boolean matches(Map<String, String> wanted, Map<String, String> labels) {
    return wanted == null || labels.entrySet().containsAll(wanted.entrySet());
  }

  private static boolean matches(LabelSelectorRequirement wanted, Map<String, String> labels) {
    if (!wanted.getOperator().equals("In")) {
      throw new IllegalArgumentException("operator: expected In, found " + wanted.getOperator());
    }
    return wanted.getValues().contains(labels.get(wanted.getKey()));
  }
}
