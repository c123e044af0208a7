/** Kafka clients, set up once for all. */
package io.tocsin.messaging.kafka;
