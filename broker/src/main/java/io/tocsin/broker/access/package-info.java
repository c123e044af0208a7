/** The declared grants on a cluster, whichever it is. */
package io.tocsin.broker.access;
