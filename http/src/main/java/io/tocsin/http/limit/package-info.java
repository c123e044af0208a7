/** How much callers may ask for, and how long they may take. */
package io.tocsin.http.limit;
