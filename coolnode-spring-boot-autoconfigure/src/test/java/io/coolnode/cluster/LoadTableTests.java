package io.coolnode.cluster;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LoadTable}.
 */
class LoadTableTests {

	private final ByteBuffer memory = ByteBuffer.allocateDirect(LoadTable.SIZE);

	private final LoadTable table = LoadTable.create(this.memory);

	@Test
	void takeReturnsTheLowestFreeSlot() {
		assertThat(this.table.used()).isZero();
		assertThat(this.table.take()).isZero();
		assertThat(this.table.take()).isOne();
		assertThat(this.table.take()).isEqualTo(2);
		this.table.release(1);
		assertThat(this.table.take()).isOne();
		assertThat(this.table.used()).isEqualTo(3);
	}

	@Test
	void takeWhenAProcessHasLeftNumbersBeginsWithZeros() {
		int slot = this.table.take();
		this.table.state(slot, LoadTable.State.ACCEPTING);
		this.table.add(slot, LoadTable.Field.CONNECTIONS, 3);
		this.table.release(slot);
		assertThat(this.table.state(slot)).isEqualTo(LoadTable.State.FREE);
		assertThat(this.table.take()).isEqualTo(slot);
		assertThat(this.table.state(slot)).isEqualTo(LoadTable.State.TAKEN);
		assertThat(this.table.get(slot, LoadTable.Field.CONNECTIONS)).isZero();
	}

	@Test
	void takeWhenAllSlotsAreGivenAwayReturnsNone() {
		for (int slot = 0; slot < LoadTable.SLOTS; slot++) {
			assertThat(this.table.take()).isEqualTo(slot);
		}
		assertThat(this.table.take()).isEqualTo(LoadTable.NONE);
		this.table.add(LoadTable.SLOTS - 1, LoadTable.Field.ACCEPTED, 1);
		assertThat(this.table.get(LoadTable.SLOTS - 1, LoadTable.Field.ACCEPTED)).isOne();
	}

	@Test
	void openSeesWhatTheOtherProcessWrites() {
		int slot = this.table.take();
		LoadTable other = LoadTable.open(this.memory.duplicate());
		this.table.state(slot, LoadTable.State.ACCEPTING);
		this.table.add(slot, LoadTable.Field.IN_SERVICE, 2);
		assertThat(other.used()).isOne();
		assertThat(other.state(slot)).isEqualTo(LoadTable.State.ACCEPTING);
		assertThat(other.get(slot, LoadTable.Field.IN_SERVICE)).isEqualTo(2);
		assertThat(other.get(slot, LoadTable.Field.CONNECTIONS)).isZero();
	}

	@Test
	void stateWhenAnotherThreadHasChangedItStays() {
		int slot = this.table.take();
		this.table.state(slot, LoadTable.State.ACCEPTING, LoadTable.State.WAITING);
		assertThat(this.table.state(slot)).isEqualTo(LoadTable.State.TAKEN);
		this.table.state(slot, LoadTable.State.TAKEN, LoadTable.State.ACCEPTING);
		assertThat(this.table.state(slot)).isEqualTo(LoadTable.State.ACCEPTING);
	}

	@Test
	void openWhenTheMemoryIsSomethingElseThrows() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> LoadTable.open(ByteBuffer.allocateDirect(LoadTable.SIZE)));
		assertThatIllegalArgumentException().isThrownBy(() -> LoadTable.open(ByteBuffer.allocateDirect(8)));
	}

}
