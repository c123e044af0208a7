/** How well a classifier does, and whether one does better than another. */
package io.tocsin.llama.metrics;
