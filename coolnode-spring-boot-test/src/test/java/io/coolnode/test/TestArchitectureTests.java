package io.coolnode.test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps what the package for tests of applications may use.
 */
class TestArchitectureTests {

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.coolnode.test");

	@Test
	void packageWhenItUsesAnotherFollowsTheArrows() {
		ArchRuleDefinition.classes()
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("io.coolnode", "io.coolnode.test", "io.coolnode.channel", "io.coolnode.cluster",
					"io.coolnode.autoconfigure", "java..", "org.jspecify..", "org.springframework..", "tools.jackson..")
			.check(classes);
	}

	@Test
	void packageWhenItExistsIsNullMarked() {
		assertThat(classes.getPackage("io.coolnode.test").isAnnotatedWith(NullMarked.class)).isTrue();
	}

	@Test
	void threadWhenMadeIsMadeByThreads() {
		ArchRuleDefinition.noClasses().should().callConstructor(Thread.class, Runnable.class).check(classes);
	}

}
