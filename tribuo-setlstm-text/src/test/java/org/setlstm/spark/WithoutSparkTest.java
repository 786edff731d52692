package org.setlstm.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who doesn't ask for Spark needs nothing of it. */
class WithoutSparkTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.setlstm");

    @Test
    void onlyItsPackageKnowsSpark() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.setlstm.spark")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
                .check(CLASSES);
    }

    @Test
    void nothingStandsOnItsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.setlstm.spark")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.setlstm.spark")
                .check(CLASSES);
    }
}
