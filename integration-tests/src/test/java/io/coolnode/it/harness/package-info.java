/**
 * Starts packaged applications as real processes, watches them, puts load on them, and
 * makes sure that nothing of them is left.
 */
package io.coolnode.it.harness;
