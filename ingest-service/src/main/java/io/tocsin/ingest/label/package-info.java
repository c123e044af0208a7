/** Labels that come in, and go. */
package io.tocsin.ingest.label;
