/** Traces that records carry from one service to the next. */
package io.tocsin.messaging.trace;
