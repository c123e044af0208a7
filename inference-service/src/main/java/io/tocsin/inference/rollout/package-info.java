/**
 * Which adapters answer: follows the rollouts, loads what they name, and switches between batches.
 */
package io.tocsin.inference.rollout;
