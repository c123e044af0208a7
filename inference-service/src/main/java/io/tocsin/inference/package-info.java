/** Tweets into classifications, by the rollout in force. */
package io.tocsin.inference;
