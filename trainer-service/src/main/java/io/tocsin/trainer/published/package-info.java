/**
 * Topics {@code adapters} and {@code rollouts}: what was published before, and what is in force.
 */
package io.tocsin.trainer.published;
