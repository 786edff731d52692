package org.setlstm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.setlstm.sequence.TokenDataset;

/** The arrows between packages: one imports only what stands below it, and knows only what it needs of the world. */
class HouseTest {
    /** From the top down. */
    private static final List<String> FLOORS = List.of(
            "org.setlstm.onnx",
            "org.setlstm",
            "org.setlstm.format",
            "org.setlstm.encoding",
            "org.setlstm.evaluation",
            "org.setlstm.distributed",
            "org.setlstm.training",
            "org.setlstm.optimise",
            "org.setlstm.network",
            "org.setlstm.ngram",
            "org.setlstm.sparse",
            "org.setlstm.dense",
            "org.setlstm.kernel",
            "org.setlstm.sequence",
            "org.setlstm.checkpoint",
            "org.setlstm.parallel",
            "org.setlstm.optional",
            "org.setlstm.setting");

    private static final int MOST_CLASSES = 34;

    /** It is the face. */
    private static final int MOST_CLASSES_OF_THE_ROOT = 14;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.setlstm");

    @Test
    void everyPackageHasItsFloor() {
        List<String> rooms = CLASSES.stream()
                .map(c -> c.getPackageName())
                .distinct()
                .filter(p -> !p.equals("org.setlstm.protos"))
                .toList();
        assertEquals(FLOORS.stream().sorted().toList(), rooms.stream().sorted().toList());
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
                .filter(c -> !c.getPackageName().equals("org.setlstm.protos"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        sizes.forEach((room, size) -> assertTrue(
                size <= (room.equals("org.setlstm") ? MOST_CLASSES_OF_THE_ROOT : MOST_CLASSES),
                room + " has " + size + " classes"));
    }

    @Test
    void theEngineKnowsNothingOfTribuo() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.setlstm.kernel",
                        "org.setlstm.sparse",
                        "org.setlstm.dense",
                        "org.setlstm.network",
                        "org.setlstm.ngram",
                        "org.setlstm.optimise",
                        "org.setlstm.training",
                        "org.setlstm.distributed",
                        "org.setlstm.checkpoint",
                        "org.setlstm.parallel",
                        "org.setlstm.optional",
                        "org.setlstm.setting")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.tribuo..", "com.google.protobuf..")
                .check(CLASSES);
    }

    /** The model puts its message together, a data set must be able to give one, and ONNX files are protobufs too. */
    @Test
    void onlyTheFormatAndTheModelKnowProtobufs() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.setlstm.format", "org.setlstm.protos", "org.setlstm.onnx")
                .and()
                .doNotBelongToAnyOf(SETLSTMModel.class, ModelCodec.class, TokenDataset.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.protobuf..", "org.setlstm.protos")
                .check(CLASSES);
    }

    @Test
    void onlyTheVectorKernelKnowsTheIncubator() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Vector")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(CLASSES);
    }

    /** The arrays of a model are made of what it is, so they can't stand in the dense package, below it. */
    @Test
    void onlyTheDenseSideAndTheArraysOfAModelKnowND4J() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.setlstm.dense")
                .and()
                .doNotHaveFullyQualifiedName(ModelArrays.class.getName())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
                .check(CLASSES);
    }

    @Test
    void nothingStandsOnTheArraysOfAModel() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ModelArrays.class.getName())
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ModelArrays.class.getName())
                .check(CLASSES);
    }

    @Test
    void onlyWhoReadsExportedModelsBackKnowsONNXRuntime() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("ONNXModelReader")
                .and()
                .haveSimpleNameNotStartingWith("ExternalModel")
                .and()
                .haveSimpleNameNotStartingWith("TokenIdTransformer")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnxruntime..", "org.tribuo.interop..", "com.fasterxml..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("ONNXModelReader")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("ExternalModel")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("TokenIdTransformer")
                .check(CLASSES);
    }

    @Test
    void theLearnerKnowsNothingOfFiles() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.setlstm.protos")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.File.*|java\\.nio\\.file\\..*")
                .check(CLASSES);
    }
}
