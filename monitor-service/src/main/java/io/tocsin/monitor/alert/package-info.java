/** Terms that far more tweets of a category have than usual. */
package io.tocsin.monitor.alert;
