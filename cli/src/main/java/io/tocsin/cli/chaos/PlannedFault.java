package io.tocsin.cli.chaos;

/**
 * A fault and its moment.
 *
 * @param atTweet it begins when so many records were written
 */
record PlannedFault(int atTweet, Fault fault) {}
