package io.tocsin.cli.demo;

import io.tocsin.cli.system.Endpoints;

/** What to try with a running system. */
final class NextSteps {
  private NextSteps() {}

  /**
   * Returns lines for people.
   *
   * @param state the option by which other commands find the system; empty where they need none
   */
  static String text(Endpoints endpoints, String state) {
    return """

        The system goes on. Try next:
          ./tocsin tweet --wait "Bridge collapsed, people trapped, send help"%2$s
          curl -d '{"text": "this mixtape is fire"}' -H 'Content-Type: application/json' %1$s/classify
          ./tocsin watch --text%2$s      in another terminal, while you tweet
          ./tocsin retrain%2$s           with another seed, or after ./tocsin label
          ./tocsin rollout history%2$s   who answered when, and why; rollout rollback undoes the last switch
          ./tocsin status%2$s
          ./tocsin down%2$s              stops it; ./tocsin up starts it again"""
        .formatted(endpoints.inference().getFirst(), state);
  }
}
