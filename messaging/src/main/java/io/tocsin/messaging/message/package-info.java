/** Messages as the bytes and headers of Kafka records. */
package io.tocsin.messaging.message;
