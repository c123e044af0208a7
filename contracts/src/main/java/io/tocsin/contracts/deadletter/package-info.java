/** Topics {@code …-dlq}: what could not be read. */
package io.tocsin.contracts.deadletter;
