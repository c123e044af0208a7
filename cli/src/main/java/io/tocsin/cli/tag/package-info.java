/** The tags that the system gives, as a reader of its topic sees them. */
package io.tocsin.cli.tag;
