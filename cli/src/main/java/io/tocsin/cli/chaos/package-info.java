/** The running system under faults: what is promised must hold all the same. */
package io.tocsin.cli.chaos;
