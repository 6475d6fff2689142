package io.coolnode.it.zoo;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * A row of the database.
 */
@Entity
class Animal {

	@Id
	private long id;

	private String name = "";

	long getId() {
		return this.id;
	}

	String getName() {
		return this.name;
	}

}
