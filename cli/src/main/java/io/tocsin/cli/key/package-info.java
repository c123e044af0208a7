/** Keys to the services, as whoever runs them hands them out. */
package io.tocsin.cli.key;
