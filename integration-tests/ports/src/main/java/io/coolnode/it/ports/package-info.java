/**
 * An application with all that takes ports and files: connectors, a management port,
 * writers of files, and what a JVM was started with.
 */
package io.coolnode.it.ports;
