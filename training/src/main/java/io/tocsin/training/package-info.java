/** A training as messages ask for it, as the model does it, and as people look at it. */
package io.tocsin.training;
