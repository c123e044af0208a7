/** Which tweets people should label next: those that teach most, and a fair sample for audits. */
package io.tocsin.monitor.labelling;
