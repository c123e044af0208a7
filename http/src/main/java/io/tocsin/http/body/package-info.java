/** Bodies of requests. */
package io.tocsin.http.body;
