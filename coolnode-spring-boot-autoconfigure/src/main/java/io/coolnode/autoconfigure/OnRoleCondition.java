package io.coolnode.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

import io.coolnode.boot.ProcessRole;
import io.coolnode.boot.Role;

/**
 * Matches in some roles.
 */
class OnRoleCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		List<Role> wanted = List.of(metadata.getAnnotations()
			.get(ConditionalOnRole.class)
			.getEnumArray(MergedAnnotation.VALUE, Role.class));
		Role actual = roleOf(context.getBeanFactory());
		ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnRole.class, wanted);
		return new ConditionOutcome(wanted.contains(actual), message.because("the role is " + actual));
	}

	private static Role roleOf(@Nullable ConfigurableListableBeanFactory beanFactory) {
		ProcessRole role = (beanFactory != null) ? beanFactory.getBeanProvider(ProcessRole.class).getIfAvailable()
				: null;
		return (role != null) ? role.role() : Role.STANDALONE;
	}

}
