/** What the monitor does by itself: judges challengers, and asks for retrains. */
package io.tocsin.monitor.policy;
