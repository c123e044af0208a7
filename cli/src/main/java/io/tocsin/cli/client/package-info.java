/** Everyday work with a running system: tweets and labels in, tags and new adapters out. */
package io.tocsin.cli.client;
