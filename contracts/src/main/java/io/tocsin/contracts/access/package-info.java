/**
 * Who may do what in Kafka: declared once, as data, for whoever creates, checks or describes it.
 */
package io.tocsin.contracts.access;
