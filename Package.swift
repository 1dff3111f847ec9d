// swift-tools-version: 6.2
import PackageDescription

/// One list of settings for every Swift target, so that no target is laxer than another.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "policyc",
  products: [
    .library(name: "PolicyLang", targets: ["PolicyLang"]),
    .library(name: "PolicyRuntime", targets: ["PolicyRuntime"]),
    .executable(name: "policyc", targets: ["policyc"]),
  ],
  targets: [
    .target(name: "PolicyLang", swiftSettings: strict),
    // Loops over bytes and columns; the only C, and none of the meaning.
    .target(name: "CScan"),
    .target(
      name: "PolicyRuntime", dependencies: ["PolicyLang", "CScan"], swiftSettings: strict),
    .executableTarget(
      name: "policyc", dependencies: ["PolicyLang", "PolicyRuntime", "CScan"],
      swiftSettings: strict),
    // Measures decisions in memory; not part of what is handed out.
    .executableTarget(
      name: "policy-bench", dependencies: ["PolicyLang", "PolicyRuntime", "PolicyTestSupport"],
      path: "bench/Decide", swiftSettings: strict),
    .target(
      name: "PolicyTestSupport", dependencies: ["PolicyLang", "PolicyRuntime"],
      path: "Tests/PolicyTestSupport", swiftSettings: strict),
    .testTarget(
      name: "PolicyLangTests", dependencies: ["PolicyLang", "PolicyTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PolicyRuntimeTests", dependencies: ["PolicyRuntime", "PolicyTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PolicycTests", dependencies: ["policyc", "PolicyTestSupport", "CScan"],
      swiftSettings: strict),
  ]
)
