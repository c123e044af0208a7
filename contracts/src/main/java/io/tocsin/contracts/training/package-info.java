/** Topic {@code training-progress}: how far a requested training has come. */
package io.tocsin.contracts.training;
