/** Topic {@code retrain-requests}: that a new adapter is wanted, why, and made from what. */
package io.tocsin.contracts.retrain;
