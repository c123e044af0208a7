/**
 * The messages that the services exchange, one package for each topic, and how all of them look in
 * JSON: with Jackson and its modules for {@code Optional} and {@code java.time}, whatever else the
 * mapper is set to.
 */
package io.tocsin.contracts;
