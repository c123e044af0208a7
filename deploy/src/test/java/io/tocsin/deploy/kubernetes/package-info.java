/** What {@code k8s/} says, held against the code and against itself. */
package io.tocsin.deploy.kubernetes;
