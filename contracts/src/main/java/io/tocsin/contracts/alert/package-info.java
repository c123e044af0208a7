/** Topic {@code alerts}: what people should look at now. */
package io.tocsin.contracts.alert;
