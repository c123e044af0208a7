/** Data sets on the Hugging Face hub. */
package io.tocsin.cli.hub;
