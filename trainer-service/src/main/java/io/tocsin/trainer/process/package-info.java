/** The trainer as a process: settings, start and stop, and what it tells over HTTP. */
package io.tocsin.trainer.process;
