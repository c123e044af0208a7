/** Whether a challenger is to answer, or to go. */
package io.tocsin.monitor.judge;
