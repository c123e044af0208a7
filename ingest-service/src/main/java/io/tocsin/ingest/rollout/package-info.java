/** Who answers, as operators decide it. */
package io.tocsin.ingest.rollout;
