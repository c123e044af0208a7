/** What could not be read: listed, shown, and written into its topic again. */
package io.tocsin.cli.deadletter;
