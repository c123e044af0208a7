/** Who may come in, and what they may do. */
package io.tocsin.http.access;
