/** Topic {@code labels}: what people say tweets are. */
package io.tocsin.contracts.label;
