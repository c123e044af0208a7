/** Messages that come as lines, as many as a client likes. */
package io.tocsin.ingest.upload;
