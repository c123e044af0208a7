/** Tweets that come in. */
package io.tocsin.ingest.tweet;
