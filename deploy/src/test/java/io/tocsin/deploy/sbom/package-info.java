/** What our programs are made of, as their builds write it down. */
package io.tocsin.deploy.sbom;
