/** Messages on their way from a request to a record. */
package io.tocsin.ingest.message;
