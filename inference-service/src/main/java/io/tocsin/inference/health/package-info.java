/** Whether the service works. */
package io.tocsin.inference.health;
