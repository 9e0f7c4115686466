package io.offramp.dataplane;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DataplaneArchitectureTest {
    private final JavaClasses dataplane = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.offramp.dataplane");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.offramp.dataplane.(**)")
                .should()
                .beFreeOfCycles()
                .because("a cycle means that two packages are one")
                .check(dataplane);
    }

    @Test
    void partsDoNotKnowTheWhole() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "..dataplane.ffm..", "..dataplane.eal..", "..dataplane.ethdev..", "..dataplane.netlink..")
                .or()
                .resideInAnyPackage("..dataplane.forward..", "..dataplane.tuntap..", "..dataplane.vhostuser..")
                .or()
                .resideInAnyPackage("..dataplane.pci..", "..dataplane.preflight..", "..dataplane.vhostnet..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.offramp.dataplane")
                .because("the root package is built from them")
                .check(dataplane);
    }

    @Test
    void onlyOnePackageLinksNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.offramp.dataplane.ffm")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.Linker")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.foreign.SymbolLookup")
                .because("a binding that does not fit its C function is memory corruption: one place to review")
                .check(dataplane);
    }

    @Test
    void theRootPackageSpeaksDomainWords() {
        noClasses()
                .that()
                .resideInAPackage("io.offramp.dataplane")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign")
                .because("memory segments stay below ethdev, eal and netlink")
                .check(dataplane);
    }

    @Test
    void thereIsNoFramework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "reactor..", "com.fasterxml..", "tools.jackson..")
                .because("the dataplane is a plain library")
                .check(dataplane);
    }

    @Test
    void whatTheRootPackageShowsIsInterfacesRecordsAndEnums() {
        classes()
                .that()
                .resideInAPackage("io.offramp.dataplane")
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .areNotAssignableTo(DataplaneException.class)
                .and()
                .doNotHaveSimpleName("Syntax")
                .should()
                .beInterfaces()
                .orShould()
                .beRecords()
                .orShould()
                .beEnums()
                .because("implementations are package-private")
                .check(dataplane);
    }
}
