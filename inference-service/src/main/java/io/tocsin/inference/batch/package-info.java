/** From what was read to what is to be written: batches, computed one after another. */
package io.tocsin.inference.batch;
