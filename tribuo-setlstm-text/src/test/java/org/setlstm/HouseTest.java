package org.setlstm;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ArgumentException;
import com.oracle.labs.mlrg.olcut.config.Option;
import com.oracle.labs.mlrg.olcut.config.Options;
import com.oracle.labs.mlrg.olcut.config.UsageException;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.FileDescriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.setlstm.spark.SparkComparison;

/** The arrows between packages: one imports only what stands below it, and knows only what it needs of the world. */
class HouseTest {
    /** From the top down. The learner's packages stand below all of them. */
    private static final List<String> FLOORS = List.of(
            "org.setlstm.spark",
            "org.setlstm.command",
            "org.setlstm.notebook",
            "org.setlstm.experiment",
            "org.setlstm.report",
            "org.setlstm.reproduction",
            "org.setlstm.text",
            "org.setlstm.chart",
            "org.setlstm.file");

    private static final int MOST_CLASSES = 34;

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void everyPackageHasItsFloor() {
        List<String> rooms = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .sorted()
                .toList();
        assertEquals(FLOORS.stream().sorted().toList(), rooms);
    }

    @Test
    void nothingPointsUp() {
        for (int above = 0; above < FLOORS.size(); above++) {
            for (int below = above + 1; below < FLOORS.size(); below++) {
                noClasses()
                        .that()
                        .resideInAPackage(FLOORS.get(below))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(FLOORS.get(above))
                        .check(CLASSES);
            }
        }
    }

    @Test
    void aRoomHoldsWhatOneCanTakeIn() {
        Map<String, Long> sizes = CLASSES.stream()
                .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        sizes.forEach((room, size) -> assertTrue(size <= MOST_CLASSES, room + " has " + size + " classes"));
    }

    /** Who doesn't ask for it needs nothing of it. */
    @Test
    void onlyItsPackageKnowsSpark() {
        noClasses()
                .that(resideOutsideOfPackage("org.setlstm.spark"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
                .check(CLASSES);
    }

    @Test
    void onlyChartsKnowXChart() {
        noClasses()
                .that(resideOutsideOfPackage("org.setlstm.chart"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.knowm..")
                .check(CLASSES);
    }

    /** What stands below is told where to write; Spark starts its comparison as Java starts {@code Main}. */
    @Test
    void onlyCommandsWriteToTheTerminal() {
        noClasses()
                .that(resideOutsideOfPackage("org.setlstm.command"))
                .and()
                .doNotBelongToAnyOf(SparkComparison.class)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "console")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(FileDescriptor.class)
                .orShould()
                .dependOnClassesThat(resideInAPackage("me.tongfei.."))
                .check(CLASSES);
    }

    @Test
    void onlyCommandsReadOptions() {
        noClasses()
                .that(resideOutsideOfPackage("org.setlstm.command"))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Options.class, Option.class, ArgumentException.class, UsageException.class)
                .check(CLASSES);
    }
}
