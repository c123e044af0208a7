/**
 * Labelled tweets: reading them from files, naming their categories, and cutting them into rows
 * that teach, rows that choose the epoch and rows that judge.
 */
package io.tocsin.llama.data;
