/** The processes of one system on this machine: start, look, stop. */
package io.tocsin.cli.system;
