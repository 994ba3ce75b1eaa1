// swift-tools-version: 6.2
import PackageDescription

// The table of targets and the imports each may make is docs/design.md §2; Tests/ArchitectureTests enforces it.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let crypto: [Target.Dependency] = [
    .product(name: "Crypto", package: "swift-crypto"),
    .product(name: "CryptoExtras", package: "swift-crypto"),
]
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let hummingbird = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")

/// Foundation under one name on Linux and on a Mac, for every other target.
let foundation = "PortableFoundation"

/// A library or program target: what it may import is exactly what is listed here, and ``foundation``.
/// - Parameter frameworks: of macOS, for what a system library target has on Linux.
func target(_ name: String, _ dependencies: [Target.Dependency] = [], frameworks: [String] = []) -> Target {
    .target(
        name: name,
        dependencies: name == foundation ? [] : [.byName(name: foundation)] + dependencies,
        swiftSettings: settings,
        linkerSettings: frameworks.map { .linkedFramework($0, .when(platforms: [.macOS])) }
    )
}

func program(_ name: String, path: String? = nil, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: [.byName(name: foundation)] + dependencies, path: path, swiftSettings: settings)
}

/// `hasVectors`: its folder `Vectors` holds files that the tests read where they lie.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], hasVectors: Bool = false) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: [.byName(name: foundation)] + dependencies,
        exclude: hasVectors ? ["Vectors"] : [],
        swiftSettings: settings
    )
}

let package = Package(
    name: "chancery",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "PKIFormats", targets: ["PKIFormats"]),
        .library(name: "PKICrypto", targets: ["PKICrypto"]),
        .library(name: "OpenSSLKeys", targets: ["OpenSSLKeys"]),
        .library(name: "PKIDirectory", targets: ["PKIDirectory"]),
        .library(name: "CertificateTemplates", targets: ["CertificateTemplates"]),
        .library(name: "CAMessages", targets: ["CAMessages"]),
        .library(name: "CAInterface", targets: ["CAInterface"]),
        .library(name: "CertCli", targets: ["CertCli"]),
        .library(name: "CertEnroll", targets: ["CertEnroll"]),
        .library(name: "SoftwareCard", targets: ["SoftwareCard"]),
        .executable(name: "chancery", targets: ["chancery"]),
        .executable(name: "certreq", targets: ["certreq"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-certificates.git", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
    ],
    targets: [
        target("PortableFoundation"),
        target("SystemFiles"),
        target("PKIFormats"),
        target("PKICrypto", ["PKIFormats"] + crypto),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        target("OpenSSLKeys", ["PKICrypto", "PKIFormats", "COpenSSL"]),
        .systemLibrary(name: "CPCSC", pkgConfig: "libpcsclite", providers: [.apt(["libpcsclite-dev"])]),
        target("SmartCards", ["PKICrypto", "PKIFormats", "OpenSSLKeys", "CPCSC"] + crypto, frameworks: ["PCSC"]),
        // Its header alone: modules are loaded while the program runs.
        .target(name: "CPKCS11"),
        target("PKCS11Keys", ["PKICrypto", "PKIFormats", "SystemFiles", "CPKCS11"]),
        target("SoftwareCard", ["OpenSSLKeys", "PKICrypto", "PKIFormats", "SystemFiles"]),
        target("PKIDirectory", ["PKIFormats"] + crypto),
        target("CertificateTemplates", ["PKIFormats", "PKIDirectory"]),
        target("CAMessages", ["PKIFormats"]),
        target("CAInterface", ["CAMessages", "PKIFormats", "CertificateTemplates", "PKIDirectory"]),
        target(
            "CACore",
            ["CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats", logging, metrics, lifecycle]
        ),
        target("CertManagement", ["CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats", logging]),
        target("TemplateDocuments", ["CAInterface", "CertificateTemplates", "PKIDirectory", "PKIFormats", yams]),
        target("WireProtocols", ["CAInterface", "CertificateTemplates", "PKIDirectory", "PKIFormats", httpTypes]),
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        target(
            "Store",
            [
                "CACore", "CertManagement", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats", "SystemFiles",
                "CPostgreSQL", logging,
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]
        ),
        target(
            "FrontEnds",
            [
                "WireProtocols", "CertManagement", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKIFormats", logging, metrics,
                coreMetrics, lifecycle, httpTypes, nio, nioPosix, nioSSL, nioHTTP1, nioHTTPTypes, hummingbird, jwtKit,
            ]
        ),
        target(
            "CertCli",
            [
                "WireProtocols", "CAInterface", "CAMessages", "PKICrypto", "PKIFormats", "SystemFiles", httpClient, httpTypes, nio,
                nioPosix,
                nioHTTP1, nioSSL, logging,
            ]
        ),
        target(
            "CertEnroll",
            [
                "CertCli", "WireProtocols", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats", "SystemFiles",
                x509, asn1, logging, metrics, lifecycle, nio, nioSSL,
            ]
        ),
        program(
            "chancery",
            [
                "CACore", "CertManagement", "Store", "FrontEnds", "WireProtocols", "TemplateDocuments", "OpenSSLKeys", "PKCS11Keys",
                "CertCli", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats", "SystemFiles", logging,
                metrics,
                lifecycle, signals,
                arguments,
                configuration, httpTypes, nio, nioPosix, nioSSL, mustache,
            ]
        ),
        target(
            "CardEnrollment",
            ["SmartCards", "CertCli", "CertEnroll", "CAInterface", "PKICrypto", "PKIFormats"]
        ),
        program(
            "certreq",
            [
                "CardEnrollment", "SmartCards", "CertCli", "CertEnroll", "CAInterface", "PKICrypto", "PKIFormats", "OpenSSLKeys",
                "SystemFiles", arguments, yams,
            ]
        ),
        program("software-card", ["SoftwareCard", "PKIFormats", "SystemFiles", arguments]),
        program(
            "submit-load",
            path: "Benchmarks/SubmitLoad",
            ["PKICrypto", "PKIFormats", "OpenSSLKeys", "SystemFiles", nio, nioPosix, nioHTTP1, nioSSL, arguments]
        ),
        program(
            "submit-cost",
            path: "Benchmarks/SubmitCost",
            ["CertCli", "CAInterface", "PKICrypto", "PKIFormats", httpClient, nio, nioHTTP1, nioSSL, arguments]
        ),
        program(
            "formats-bench",
            path: "Benchmarks/Formats",
            ["PKICrypto", "PKIFormats", "OpenSSLKeys", "SystemFiles", x509, asn1] + crypto
        ),
        target(
            "PKITesting",
            [
                "CACore", "CertManagement", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats", "SystemFiles",
                logging,
            ]
        ),
        tests("SystemFiles", ["SystemFiles"]),
        tests("PKIFormats", ["PKIFormats", "PKITesting", asn1], hasVectors: true),
        tests("PKICrypto", ["PKICrypto", "PKIFormats", "PKITesting"], hasVectors: true),
        tests("OpenSSLKeys", ["OpenSSLKeys", "PKICrypto", "PKIFormats", "PKITesting"], hasVectors: true),
        tests(
            "SmartCards",
            [
                "SmartCards", "CardEnrollment", "SoftwareCard", "software-card", "certreq", "CertCli", "CAInterface", "OpenSSLKeys",
                "PKICrypto", "PKIFormats", "PKITesting", nio, nioPosix, nioHTTP1, nioSSL,
            ]
        ),
        tests("PKCS11Keys", ["PKCS11Keys", "OpenSSLKeys", "PKICrypto", "PKIFormats", "PKITesting", "SystemFiles"], hasVectors: true),
        tests("SoftwareCard", ["SoftwareCard", "software-card", "OpenSSLKeys", "PKICrypto", "PKIFormats", "PKITesting"]),
        tests("PKIDirectory", ["PKIDirectory", "PKIFormats", "PKITesting"], hasVectors: true),
        tests("CertificateTemplates", ["CertificateTemplates", "PKIDirectory", "PKIFormats", "PKITesting"]),
        tests("CAInterface", ["CAInterface", "CertificateTemplates", "PKIDirectory", "PKIFormats", "PKITesting"]),
        tests(
            "CACore",
            ["CACore", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats", "PKITesting", logging],
            hasVectors: true
        ),
        tests(
            "CertManagement",
            [
                "CertManagement", "CACore", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats", "PKITesting",
                "OpenSSLKeys", logging,
            ]
        ),
        tests(
            "TemplateDocuments",
            [
                "TemplateDocuments", "CACore", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKIFormats", "PKITesting",
            ],
            hasVectors: true
        ),
        tests(
            "WireProtocols",
            ["WireProtocols", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKIFormats", "PKITesting", httpTypes]
        ),
        tests(
            "Store",
            [
                "Store", "CACore", "CertManagement", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats",
                "PKITesting", "SystemFiles",
                logging, .product(name: "GRDB", package: "GRDB.swift"),
            ],
            hasVectors: true
        ),
        tests(
            "FrontEnds",
            [
                "FrontEnds", "WireProtocols", "CertManagement", "CACore", "CAInterface", "CertificateTemplates", "PKIDirectory",
                "PKICrypto",
                "PKIFormats", "PKITesting", "OpenSSLKeys", "CertCli", logging, metrics, lifecycle, httpTypes, nio, nioPosix,
                hummingbird, .product(name: "NIOEmbedded", package: "swift-nio"),
            ]
        ),
        tests(
            "CertCli",
            [
                "CertCli", "WireProtocols", "CACore", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats",
                "PKITesting",
                logging, httpClient, nio, nioPosix, nioHTTP1, nioSSL,
            ]
        ),
        tests(
            "CertEnroll",
            [
                "CertEnroll", "CardEnrollment", "SmartCards", "SoftwareCard", "CertCli", "WireProtocols", "CACore", "CAInterface",
                "CertificateTemplates",
                "PKIDirectory", "PKICrypto", "PKIFormats", "PKITesting", logging, x509, asn1, nio, nioPosix, nioSSL,
            ],
            hasVectors: true
        ),
        tests(
            "Chancery",
            [
                "chancery", "CACore", "CAInterface", "CertCli", "CertManagement", "CertificateTemplates", "FrontEnds", "PKIDirectory",
                "PKIFormats", "PKITesting", "Store", "SystemFiles", "WireProtocols", logging,
            ]
        ),
        tests("Certreq", ["certreq", "PKICrypto", "PKIFormats", "PKITesting"], hasVectors: true),
        tests(
            "EndToEnd",
            [
                "CertCli", "CertEnroll", "CAInterface", "CertificateTemplates", "PKICrypto", "PKIFormats", "PKITesting", "chancery",
                "certreq", "software-card",
            ]
        ),
        tests("Architecture", ["PKITesting"]),
    ],
    swiftLanguageModes: [.v6]
)
