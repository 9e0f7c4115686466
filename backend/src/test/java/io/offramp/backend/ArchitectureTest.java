package io.offramp.backend;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.offramp.backend");

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.offramp.backend.(*)..")
                .should()
                .beFreeOfCycles()
                .because("a cycle makes one package of two: neither can be read, tested or changed alone")
                .check(OURS);
    }

    @Test
    void onlyTheDataplanesRootPackageIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.offramp.dataplane.*..")
                .because("the interface Dataplane and its records are the whole boundary; the rest is free to change")
                .check(OURS);
    }

    @Test
    void nothingNativeIsCalledFromHere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .because("native memory and calls belong to the dataplane's ffm package alone")
                .check(OURS);
    }

    @Test
    void controllersAndConfigurationsArePackagePrivate() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .or()
                .areAnnotatedWith(Configuration.class)
                .or()
                .areAnnotatedWith(ConfigurationProperties.class)
                .should()
                .bePackagePrivate()
                .because("only Spring calls them; nobody else is to depend on them")
                .check(OURS);
    }

    @Test
    void controllersAnswerWithPublishers() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(RestController.class)
                .and()
                .areAnnotatedWith("org.springframework.web.bind.annotation.GetMapping")
                .should()
                .haveRawReturnType(Mono.class)
                .orShould()
                .haveRawReturnType(Flux.class)
                .because("a controller runs on an event-loop thread, which must never wait")
                .check(OURS);
    }

    @Test
    void nobodyBlocksOrSubscribes() {
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("block|blockFirst|blockLast|subscribe|join|sleep")))
                .because("event-loop threads never block, and only the web server subscribes")
                .check(OURS);
    }

    @Test
    void featuresDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAnyPackage("..backend.host..", "..backend.port..", "..backend.pair..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..backend.tap..", "..backend.counters..")
                .because("a feature is read and changed alone; only taps show counters")
                .check(OURS);
    }
}
