/** What the monitor reads: tags and labels, and the dead letters of what is neither. */
package io.tocsin.monitor.input;
