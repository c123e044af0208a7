/** The running system for a long time: what must not grow does not. */
package io.tocsin.cli.soak;
