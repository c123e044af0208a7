package io.tocsin.cli.soak;

/**
 * A value at a moment.
 *
 * @param seconds since the load began
 * @param process whose it is
 * @param value in the figure's unit
 */
record Measurement(double seconds, String process, Figure figure, double value) {}
