/** The declared topics on a broker, whichever it is. */
package io.tocsin.broker.topic;
