/** How the system notices that its subject has shifted, and what it does about it, told live. */
package io.tocsin.cli.learning;
