// swift-tools-version: 6.2
import PackageDescription

// Programs of a stranger: each has only the products it names, its own range of swift-nio, and the compiler's strictest import rules.
// `make test` builds them; Tests/EndToEndTests runs them.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "chancery-examples",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "chancery", path: ".."),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.90.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.6.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.30.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.8.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.20.0"),
    ],
    targets: [
        // The code of README and of the libraries' articles, word for word.
        .executableTarget(
            name: "Snippets",
            dependencies: [
                .product(name: "CertCli", package: "chancery"),
                .product(name: "CertEnroll", package: "chancery"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
        // The code of the other libraries' articles.
        .executableTarget(
            name: "Articles",
            dependencies: [
                .product(name: "CAInterface", package: "chancery"),
                .product(name: "CAMessages", package: "chancery"),
                .product(name: "CertificateTemplates", package: "chancery"),
                .product(name: "OpenSSLKeys", package: "chancery"),
                .product(name: "PKICrypto", package: "chancery"),
                .product(name: "PKIDirectory", package: "chancery"),
                .product(name: "PKIFormats", package: "chancery"),
            ],
            swiftSettings: settings
        ),
        // A Hummingbird server that gets its certificate, and swaps it while it serves.
        .executableTarget(
            name: "WebServer",
            dependencies: [
                .product(name: "CertCli", package: "chancery"),
                .product(name: "CertEnroll", package: "chancery"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: settings
        ),
        // A client that signs in with the certificate it enrolled.
        .executableTarget(
            name: "SignedInClient",
            dependencies: [
                .product(name: "CertCli", package: "chancery"),
                .product(name: "CertEnroll", package: "chancery"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
