/** Topic {@code tweets}: what is to be classified. */
package io.tocsin.contracts.tweet;
