package io.coolnode;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Compares the role of this process, which the environment of a master's or worker's
 * context tells, with what an annotation demands.
 */
class OnProcessCondition extends SpringBootCondition {

	/**
	 * Property that is set to {@code master} or {@code worker}, and in a standalone
	 * process not at all.
	 */
	private static final String ROLE = "coolnode.role";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		String role = context.getEnvironment().getProperty(ROLE, "standalone");
		ConditionOutcome master = outcome(metadata, ConditionalOnMaster.class, role, "worker");
		return master.isMatch() ? outcome(metadata, ConditionalOnWorker.class, role, "master") : master;
	}

	private static ConditionOutcome outcome(AnnotatedTypeMetadata metadata, Class<?> annotation, String role,
			String excluded) {
		boolean match = !metadata.isAnnotated(annotation.getName()) || !role.equals(excluded);
		return new ConditionOutcome(match,
				ConditionMessage.forCondition(annotation.getSimpleName()).because("this process is " + role));
	}

}
