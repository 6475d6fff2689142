package io.coolnode.it.zoo;

import org.springframework.data.repository.Repository;

/**
 * The rows of the database.
 */
interface AnimalRepository extends Repository<Animal, Long> {

	long count();

}
