// swift-tools-version: 6.2
import PackageDescription

/// A program that decides by a policy without the command line; docs/embedding.md walks through it.
let package = Package(
  name: "Embedding",
  dependencies: [.package(name: "policyc", path: "../..")],
  targets: [
    .executableTarget(
      name: "Embedding",
      dependencies: [
        .product(name: "PolicyLang", package: "policyc"),
        .product(name: "PolicyRuntime", package: "policyc"),
      ])
  ]
)
