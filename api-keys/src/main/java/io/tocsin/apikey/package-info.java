/** Keys to the services: what their holders may do, and what of them is kept. */
package io.tocsin.apikey;
