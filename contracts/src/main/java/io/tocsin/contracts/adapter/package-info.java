/** Topic {@code adapters}: what was trained, from what, how good it is, and where it lies. */
package io.tocsin.contracts.adapter;
