/** Topic {@code tweets} in, topic {@code classifications} out, exactly once. */
package io.tocsin.inference.tweet;
