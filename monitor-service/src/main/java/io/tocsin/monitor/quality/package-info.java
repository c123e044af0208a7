/** Topic {@code quality}: how well each version does on the tweets of the stream. */
package io.tocsin.monitor.quality;
