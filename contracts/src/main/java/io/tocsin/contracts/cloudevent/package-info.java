/** What Tocsin says about its messages in the terms of CloudEvents. */
package io.tocsin.contracts.cloudevent;
