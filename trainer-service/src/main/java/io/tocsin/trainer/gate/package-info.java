/** The rows that judge: champion and challenger on what neither was taught or chosen on. */
package io.tocsin.trainer.gate;
