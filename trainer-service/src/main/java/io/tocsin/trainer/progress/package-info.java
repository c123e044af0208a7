/** Topic {@code training-progress}: how far the trainer is. */
package io.tocsin.trainer.progress;
