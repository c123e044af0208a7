/** Spans of time over which the monitor counts. */
package io.tocsin.contracts.window;
