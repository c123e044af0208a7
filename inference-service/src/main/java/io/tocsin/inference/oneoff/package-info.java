/** {@code POST /classify} and {@code GET /rollout}: for those who ask directly. */
package io.tocsin.inference.oneoff;
