/** How the monitor's state is kept. */
package io.tocsin.monitor.store;
