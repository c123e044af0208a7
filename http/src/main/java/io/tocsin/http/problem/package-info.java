/** What clients are told when a request is refused: RFC 9457. */
package io.tocsin.http.problem;
