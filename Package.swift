// swift-tools-version: 6.1

import PackageDescription

let package = Package(
  name: "superpose",
  products: [
    .executable(name: "superpose", targets: ["superpose"]),
    // Dictionaries, signals and codes; bounds and predictions; decoders; success probabilities and
    // minimum dimensions.
    .library(name: "SuperpositionCodes", targets: ["SuperpositionCodes"]),
    .library(name: "SuperpositionTheory", targets: ["SuperpositionTheory"]),
    .library(name: "SuperpositionDecoders", targets: ["SuperpositionDecoders"]),
    .library(name: "SuperpositionEstimation", targets: ["SuperpositionEstimation"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // System libraries. GSL without pkgConfig: its own CBLAS must not take over OpenBLAS's.
    .systemLibrary(name: "CGSL", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),

    // The rooms, from the ground up; a room may call only those below it.
    .target(name: "CSuperpositionKernels", exclude: ["README.md"]),
    .target(
      name: "SuperpositionNumerics", dependencies: ["CGSL", "COpenBLAS"], exclude: ["README.md"]),
    .target(name: "CSuiteCommit", exclude: ["README.md"]),
    .target(name: "SystemMemory", exclude: ["README.md"]),
    .target(name: "SystemProcesses", exclude: ["README.md"]),
    .target(
      name: "SuperpositionCodes", dependencies: ["CSuperpositionKernels", "SystemMemory"],
      exclude: ["README.md"]),
    .target(
      name: "SuperpositionTheory", dependencies: ["SuperpositionCodes", "SuperpositionNumerics"],
      exclude: ["README.md"]),
    .target(
      name: "SuperpositionDecoders",
      dependencies: [
        "SuperpositionCodes", "SuperpositionTheory", "SuperpositionNumerics",
        "CSuperpositionKernels", "SystemProcesses",
      ], exclude: ["README.md"]),
    .target(
      name: "SuperpositionEstimation",
      dependencies: [
        "SuperpositionDecoders", "SuperpositionCodes", "SuperpositionNumerics",
        "CSuperpositionKernels", "SystemMemory",
      ], exclude: ["README.md"]),
    .target(
      name: "SuperpositionLearning",
      dependencies: [
        "SuperpositionDecoders", "SuperpositionCodes", "SuperpositionNumerics",
        "CSuperpositionKernels",
      ], exclude: ["README.md"]),
    // These two know nothing of codes.
    .target(
      name: "Runs", dependencies: ["SystemMemory", "SystemProcesses"], exclude: ["README.md"]),
    .target(
      name: "SuperpositionFigures", dependencies: ["Runs", "Yams"], exclude: ["README.md"]),
    .target(
      name: "SuperpositionExperiments",
      dependencies: [
        "Runs", "SuperpositionFigures", "SuperpositionEstimation", "SuperpositionLearning",
        "SuperpositionDecoders", "SuperpositionTheory", "SuperpositionCodes", "CSuiteCommit",
        "Yams",
      ], exclude: ["README.md"]),
    .target(
      name: "SuperpositionReport",
      dependencies: ["Runs", "SuperpositionTheory", "SuperpositionFigures"],
      exclude: ["README.md"]),
    .executableTarget(
      name: "superpose",
      dependencies: [
        "SuperpositionExperiments", "SuperpositionLearning", "SuperpositionReport", "Runs",
        "SuperpositionEstimation", "SuperpositionDecoders", "SuperpositionCodes",
        "SuperpositionNumerics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], exclude: ["README.md"]),

    .testTarget(
      name: "SuperpositionCodesTests",
      dependencies: ["SuperpositionCodes", "CSuperpositionKernels", "TestSupport"]
    ),
    .testTarget(
      name: "SuperpositionNumericsTests", dependencies: ["SuperpositionNumerics", "TestSupport"]),
    .testTarget(
      name: "SuperpositionTheoryTests",
      dependencies: [
        "SuperpositionTheory", "SuperpositionCodes", "SuperpositionNumerics", "TestSupport",
      ]),
    .testTarget(
      name: "SuperpositionDecodersTests",
      dependencies: [
        "SuperpositionDecoders", "SuperpositionTheory", "SuperpositionCodes",
        "CSuperpositionKernels", "TestSupport",
      ]),
    .testTarget(
      name: "SuperpositionEstimationTests",
      dependencies: [
        "SuperpositionEstimation", "SuperpositionDecoders", "SuperpositionTheory",
        "SuperpositionCodes", "SuperpositionNumerics", "TestSupport",
      ]),
    .testTarget(
      name: "SuperpositionLearningTests",
      dependencies: ["SuperpositionLearning", "SuperpositionDecoders", "SuperpositionCodes"]),
    .target(
      name: "TestSupport", dependencies: ["Runs", "SuperpositionNumerics"],
      path: "Tests/TestSupport"),
    .testTarget(name: "RunsTests", dependencies: ["Runs", "TestSupport"]),
    .testTarget(
      name: "SuperpositionFiguresTests",
      dependencies: ["SuperpositionFigures", "Runs", "Yams"]),
    .testTarget(
      name: "SuperpositionExperimentsTests",
      dependencies: [
        "SuperpositionExperiments", "Runs", "SuperpositionFigures", "SuperpositionEstimation",
        "SuperpositionLearning", "SuperpositionDecoders", "SuperpositionTheory",
        "SuperpositionCodes", "TestSupport",
      ]),
    .testTarget(
      name: "SuperpositionReportTests",
      dependencies: ["SuperpositionReport", "Runs", "TestSupport"]),
    .testTarget(
      name: "SuperposeToolTests",
      dependencies: ["superpose", "SuperpositionExperiments", "SuperpositionCodes", "Runs"]),
  ]
)
