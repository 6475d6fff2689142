/**
 * The application that the process tests start and drive through HTTP.
 */
package io.coolnode.it.app;
