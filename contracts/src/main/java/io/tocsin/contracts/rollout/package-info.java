/** Topic {@code rollouts}: which adapters answer, and the history of who did when. */
package io.tocsin.contracts.rollout;
