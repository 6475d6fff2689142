package io.coolnode.autoconfigure;

import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Gives the data source that Spring Session uses for sessions in a database.
 */
@FunctionalInterface
interface SessionDataSource extends Supplier<@Nullable DataSource> {

}
