/** When a new adapter is wanted, and why. */
package io.tocsin.monitor.retrain;
