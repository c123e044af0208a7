/** Whether the process is alive, and ready. */
package io.tocsin.monitor.health;
