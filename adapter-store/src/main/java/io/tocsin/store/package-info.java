/** Where adapters lie. */
package io.tocsin.store;
