/** What the service tells of itself in figures. */
package io.tocsin.inference.metric;
