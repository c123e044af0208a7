/** One requested training, from labels to a judged adapter in the store. */
package io.tocsin.trainer.job;
