package io.offramp.dataplane.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.pci.MachineTree;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A check on a tree of files that is this machine. */
abstract class CheckTest {
    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each test
    MachineTree tree;

    @BeforeEach
    void makeTree() {
        tree = new MachineTree(folder);
    }

    Machine machine() {
        return new Machine(tree.proc(), tree.sys(), folder.resolve("dev"), folder.resolve("lib"));
    }

    static void passes(Verdict verdict, String... finding) {
        is(Verdict.Level.PASS, verdict, finding);
        assertThat(verdict.remedy()).isNull();
    }

    static void warns(Verdict verdict, String remedy, String... finding) {
        is(Verdict.Level.WARN, verdict, finding);
        assertThat(verdict.remedy()).isEqualTo(remedy);
    }

    static void fails(Verdict verdict, String remedy, String... finding) {
        is(Verdict.Level.FAIL, verdict, finding);
        assertThat(verdict.remedy()).isEqualTo(remedy);
    }

    private static void is(Verdict.Level level, Verdict verdict, String... finding) {
        assertThat(verdict.level()).as(verdict.finding()).isEqualTo(level);
        assertThat(verdict.finding()).doesNotEndWith(".");
        for (String part : finding) {
            assertThat(verdict.finding()).contains(part);
        }
    }
}
