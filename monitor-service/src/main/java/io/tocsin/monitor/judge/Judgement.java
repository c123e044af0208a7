package io.tocsin.monitor.judge;

import io.tocsin.messaging.rollout.RolloutChange;

/** What is to become of a challenger. */
public sealed interface Judgement {
  /** Returns why, with figures. */
  String why();

  /** Nothing yet. */
  record Wait(String why) implements Judgement {}

  /**
   * Another rollout.
   *
   * @param change what is different in it
   */
  record Change(RolloutChange change, String why) implements Judgement {}
}
