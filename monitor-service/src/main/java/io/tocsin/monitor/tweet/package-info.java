/** What versions and people said of each tweet, joined. */
package io.tocsin.monitor.tweet;
