/** What surges. */
package io.tocsin.cli.alert;
