/** Whether the service can do its work. */
package io.tocsin.ingest.health;
