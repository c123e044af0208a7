/** Topic {@code classifications}: what the model says tweets are. */
package io.tocsin.contracts.classification;
