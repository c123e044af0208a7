/** Which rollout is in force: one rule for all that read the topic. */
package io.tocsin.messaging.rollout;
