/** What services share of HTTP. */
package io.tocsin.http;
