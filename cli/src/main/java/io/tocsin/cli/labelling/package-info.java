/** How many labels are needed, by which tweets are labelled first. */
package io.tocsin.cli.labelling;
