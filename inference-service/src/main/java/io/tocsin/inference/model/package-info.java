/** Loaded adapters, and what is done when one of them fails on a text. */
package io.tocsin.inference.model;
