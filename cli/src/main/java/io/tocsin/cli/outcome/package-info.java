/** What became of every tweet: whether each has exactly one outcome, and the right one. */
package io.tocsin.cli.outcome;
