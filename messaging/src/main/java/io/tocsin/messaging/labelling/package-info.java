/** Which tweets are worth a label: one rule for the monitor and for whoever measures it. */
package io.tocsin.messaging.labelling;
