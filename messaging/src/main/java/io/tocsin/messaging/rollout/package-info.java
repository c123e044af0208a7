/**
 * Which rollout is in force, what it was before, and what the next one may be: one rule for all
 * that read the topics or decide.
 */
package io.tocsin.messaging.rollout;
