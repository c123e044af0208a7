/** Tweets tagged again, under any version, and compared with the answers they had. */
package io.tocsin.cli.retag;
