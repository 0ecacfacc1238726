// swift-tools-version: 6.1

import PackageDescription

// A package as somebody writes one who uses the library; `bash Tests/run.sh` builds and runs it.
let package = Package(
  name: "consumer",
  dependencies: [.package(name: "superpose", path: "../..")],
  targets: [
    .executableTarget(
      name: "consumer",
      dependencies: [
        .product(name: "SuperpositionCodes", package: "superpose"),
        .product(name: "SuperpositionTheory", package: "superpose"),
        .product(name: "SuperpositionDecoders", package: "superpose"),
        .product(name: "SuperpositionEstimation", package: "superpose"),
      ])
  ]
)
