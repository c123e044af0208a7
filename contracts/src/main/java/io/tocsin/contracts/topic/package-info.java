/** The topics: each declared once, as data, for whoever creates, checks or describes them. */
package io.tocsin.contracts.topic;
