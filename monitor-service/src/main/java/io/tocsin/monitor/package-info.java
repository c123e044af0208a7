/** How the versions do on the stream, and which tweets people should label. */
package io.tocsin.monitor;
