/** Topic {@code labels} as data to train on: folded, checked, and kept beside the adapter. */
package io.tocsin.trainer.label;
