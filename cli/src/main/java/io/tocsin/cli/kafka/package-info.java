/** How the command line connects to Kafka. */
package io.tocsin.cli.kafka;
