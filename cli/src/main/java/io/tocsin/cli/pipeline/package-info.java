/** The running system, measured from outside. */
package io.tocsin.cli.pipeline;
