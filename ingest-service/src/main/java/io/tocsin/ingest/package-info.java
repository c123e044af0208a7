/** The outside world into topics {@code tweets}, {@code labels} and {@code retrain-requests}. */
package io.tocsin.ingest;
