package io.tocsin.cli.labelling;

/**
 * How good a version is.
 *
 * @param labels it was trained from so many
 * @param accuracy on the rows that are never labelled, 0 to 1
 */
record LearningPoint(Order order, long seed, int labels, double accuracy) {}
