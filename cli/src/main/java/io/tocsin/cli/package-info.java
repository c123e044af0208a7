/** The command line. Commands parse and print; plain classes beside them do the work. */
package io.tocsin.cli;
