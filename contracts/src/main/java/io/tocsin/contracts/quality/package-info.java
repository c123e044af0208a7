/** Topic {@code quality}: how well the versions do, window by window. */
package io.tocsin.contracts.quality;
