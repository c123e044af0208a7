/** Records on their way to Kafka. */
package io.tocsin.ingest.kafka;
