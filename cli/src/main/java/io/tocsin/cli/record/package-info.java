/** Single records of a running system. */
package io.tocsin.cli.record;
