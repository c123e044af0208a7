/** The images' Dockerfiles, against good practice and against the code. */
package io.tocsin.deploy.image;
