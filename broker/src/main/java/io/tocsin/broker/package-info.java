/** A real Kafka broker of one node, in a JVM of its own or in a test's. */
package io.tocsin.broker;
