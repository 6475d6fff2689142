package io.coolnode.autoconfigure;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.asm.ClassReader;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the generated metadata with the properties that the code has and names.
 */
class ConfigurationMetadataTests {

	private static final String ROOT = "io.coolnode";

	private static final Pattern NAME = Pattern.compile("(?<![\\w.-])cool(\\.[a-z]+(-[a-z]+)*)+(?![\\w-])");

	private static final Map<String, JsonNode> described = new TreeMap<>();

	private static final Set<String> groups = new TreeSet<>();

	private static final Map<String, Property> declared = new TreeMap<>();

	@BeforeAll
	static void read() throws IOException {
		JsonNode metadata = JsonMapper.shared()
			.readTree(resource("META-INF/spring-configuration-metadata.json").getContentAsByteArray());
		metadata.path("groups").forEach((group) -> groups.add(group.path("name").asString()));
		metadata.path("properties").forEach((property) -> described.put(property.path("name").asString(), property));
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		scanner.findCandidateComponents(ROOT)
			.stream()
			.map((candidate) -> ClassUtils.resolveClassName(Objects.requireNonNull(candidate.getBeanClassName()), null))
			.forEach(
					(type) -> declare(Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class)).value(),
							BeanUtils.instantiateClass(type)));
	}

	private static void declare(String prefix, Object bean) {
		BeanWrapperImpl wrapper = new BeanWrapperImpl(bean);
		for (PropertyDescriptor descriptor : wrapper.getPropertyDescriptors()) {
			if (descriptor.getName().equals("class")) {
				continue;
			}
			String name = prefix + "." + dashed(descriptor.getName());
			Object value = wrapper.getPropertyValue(descriptor.getName());
			if (descriptor.getWriteMethod() == null && value != null) {
				declare(name, value);
			}
			else {
				declared.put(name, new Property(wrapper.getPropertyTypeDescriptor(descriptor.getName()), value));
			}
		}
	}

	private static String dashed(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	private static Resource resource(String path) throws IOException {
		return new UrlResource(CoolServerProperties.class.getProtectionDomain().getCodeSource().getLocation() + path);
	}

	@Test
	void propertyWhenDeclaredIsDescribed() {
		assertThat(declared).isNotEmpty();
		assertThat(described.keySet()).containsAll(declared.keySet());
	}

	@Test
	void propertyWhenDescribedFollowsTheRules() {
		assertThat(described).allSatisfy((name, property) -> {
			String text = property.path("description").asString("");
			assertThat(text).endsWith(".").doesNotStartWith("The ").doesNotStartWith("A ").doesNotStartWith("An ");
			assertThat(text).doesNotContainIgnoringCase("default");
			if (property.path("type").asString().equals("java.lang.Boolean")) {
				assertThat(text).startsWith("Whether ");
			}
		});
	}

	@Test
	void defaultWhenThereIsOneIsTheDeclaredOne() {
		assertThat(declared).allSatisfy((name, property) -> {
			JsonNode value = described.get(name).path("defaultValue");
			if (property.isEmpty()) {
				assertThat(value.isMissingNode()).as("no default").isTrue();
			}
			else {
				assertThat(property.convert(value)).isEqualTo(property.value());
			}
		});
	}

	@Test
	void propertyWhenTheCodeNamesItExists() throws IOException {
		Set<String> known = new TreeSet<>(groups);
		known.addAll(described.keySet());
		Set<String> named = new TreeSet<>();
		for (Resource type : new PathMatchingResourcePatternResolver()
			.getResources(resource("io/coolnode/").getURL() + "**/*.class")) {
			named.addAll(namesIn(type));
		}
		assertThat(named).contains("cool.server.workers").allSatisfy((name) -> assertThat(known).contains(name));
	}

	private static Set<String> namesIn(Resource type) throws IOException {
		try (InputStream stream = type.getInputStream()) {
			byte[] content = stream.readAllBytes();
			ClassReader reader = new ClassReader(content);
			Set<String> names = new TreeSet<>();
			for (int i = 1; i < reader.getItemCount(); i++) {
				int offset = reader.getItem(i);
				if (offset > 0 && content[offset - 1] == 1) {
					int length = reader.readUnsignedShort(offset);
					String constant = new String(content, offset + 2, length, StandardCharsets.UTF_8);
					Matcher matcher = NAME.matcher(constant);
					while (matcher.find()) {
						names.add(matcher.group());
					}
				}
			}
			return names;
		}
	}

	/**
	 * A property of the code.
	 *
	 * @param type its type
	 * @param value its default
	 */
	private record Property(TypeDescriptor type, @Nullable Object value) {

		boolean isEmpty() {
			return this.value == null || (this.value instanceof Collection<?> values && values.isEmpty())
					|| (this.value instanceof Map<?, ?> values && values.isEmpty());
		}

		@Nullable Object convert(JsonNode node) {
			return ApplicationConversionService.getSharedInstance()
				.convert(node.asString(), TypeDescriptor.valueOf(String.class), this.type);
		}

	}

}
