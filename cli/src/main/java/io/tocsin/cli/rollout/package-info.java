/** Who answers: seen, changed, and seen to be served. */
package io.tocsin.cli.rollout;
