/** All that the topics know of one tweet. */
package io.tocsin.cli.explain;
