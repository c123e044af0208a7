/** How far the stream is from what an adapter was judged on. */
package io.tocsin.monitor.drift;
