/** Bodies of requests, whatever they hold. */
package io.tocsin.ingest.body;
