package io.tocsin.cli.demo;

import io.tocsin.cli.system.Endpoints;

/** What to try with a running system. */
final class NextSteps {
  private NextSteps() {}

  static String text(Endpoints endpoints) {
    return """

        The system goes on. Try next:
          ./tocsin tweet --wait "Bridge collapsed, people trapped, send help"
          curl -d '{"text": "this mixtape is fire"}' -H 'Content-Type: application/json' %s/classify
          ./tocsin watch --text      in another terminal, while you tweet
          ./tocsin retrain           with another seed, or after ./tocsin label
          ./tocsin rollout history   who answered when, and why; rollout rollback undoes the last switch
          ./tocsin status
          ./tocsin down              stops it; ./tocsin up starts it again"""
        .formatted(endpoints.inference().getFirst());
  }
}
