/// The modules that a target may import, and why not others. docs/design.md §2 has the same table; a test compares them.
struct ImportRule {
    let target: String
    /// Targets of this package.
    let own: Set<String>
    /// Modules of other packages and of the system, besides those that all targets may use.
    let outside: Set<String>
    /// The reason for refusing all others: the sentence that a failure prints.
    let because: String
    /// Imports that look tempting, each with its own reason against it.
    let refused: [String: String]
    /// Products are the targets that other packages link, including targets whose types they show. Only they have public declarations.
    let isProduct: Bool

    init(
        _ target: String,
        own: Set<String> = [],
        outside: Set<String> = [],
        because: String,
        refused: [String: String] = [:],
        isProduct: Bool = false
    ) {
        self.target = target
        self.own = own
        self.outside = outside
        self.because = because
        self.refused = refused
        self.isProduct = isProduct
    }

    /// The reason why the target may not import the module; nil when it may.
    func refusal(of module: String) -> String? {
        // PKIFormats guards the import in each file.
        if module == "FoundationEssentials", !["PortableFoundation", "PKIFormats"].contains(target) {
            return "a Mac does not have it; import PortableFoundation, which is FoundationEssentials where there is one"
        }
        if own.contains(module) || outside.contains(module) || Self.everybody.contains(module) || module == target { return nil }
        return refused[module] ?? because
    }

    /// These belong to every toolchain, and have no sockets, secret files or other effects that would need a rule.
    static let everybody: Set = ["Swift", "PortableFoundation", "Foundation", "Synchronization"]

    /// The module maps of system libraries, which are folders of Sources without Swift.
    static let systemLibraries: Set = ["COpenSSL", "CPCSC", "CPostgreSQL", "CPKCS11"]
}

extension ImportRule {
    static let all: [ImportRule] = [
        ImportRule(
            "PortableFoundation",
            outside: ["FoundationEssentials"],
            because: "it gives Foundation one name on every system, and every target pays for what it takes in",
            // Libraries show its types to their users.
            isProduct: true
        ),
        ImportRule(
            "SystemFiles",
            outside: ["Glibc", "Darwin", "Musl"],
            because: "files by the system's own calls: it is below everything that writes files",
            // The C library that it re-exports is public, because Swift re-exports only public imports.
            isProduct: true
        ),
        ImportRule(
            "PKIFormats",
            outside: ["FoundationEssentials"],
            because:
                "bytes to values and back: it is at the bottom, so that anybody can read a certificate without linking anything else",
            refused: [
                "SwiftASN1": "reading through its tree of nodes cost four times the CPU (docs/decisions/0001); the tests compare with it",
                "X509": "swift-certificates refuses algorithms it does not know; a CA must show, store and revoke them",
                "Crypto": "a format needs no key; code that needs one belongs in PKICrypto",
            ],
            isProduct: true
        ),
        ImportRule(
            "PKICrypto",
            own: ["PKIFormats"],
            outside: ["Crypto", "CryptoExtras"],
            because: "keys and signatures depend only on formats and on swift-crypto",
            refused: [
                "COpenSSL": "a library user needs no OpenSSL headers; libcrypto is behind the same protocol in OpenSSLKeys",
                "OpenSSLKeys": "it conforms to PKICrypto's protocols, not the other way round",
            ],
            isProduct: true
        ),
        ImportRule(
            "OpenSSLKeys",
            own: ["PKICrypto", "PKIFormats", "COpenSSL"],
            because: "one kind of key behind PKICrypto's protocols; it knows neither requests nor the meaning of certificates",
            isProduct: true
        ),
        ImportRule(
            "SoftwareCard",
            own: ["OpenSSLKeys", "PKICrypto", "PKIFormats", "SystemFiles"],
            because: "a card knows keys and octets only; whoever tests with it must need no part of the server and no client",
            isProduct: true
        ),
        ImportRule(
            "SmartCards",
            own: ["PKICrypto", "PKIFormats", "OpenSSLKeys", "CPCSC"],
            // PCSC is the framework of macOS behind CPCSC.
            outside: ["Crypto", "CryptoExtras", "Dispatch", "PCSC"],
            because: "it talks to cards, and knows neither servers nor certificates' meaning"
        ),
        ImportRule(
            "PKCS11Keys",
            own: ["PKICrypto", "PKIFormats", "SystemFiles", "CPKCS11"],
            outside: ["Dispatch"],
            because: "it talks to modules, and knows neither servers nor certificates' meaning"
        ),
        ImportRule(
            "PKIDirectory",
            own: ["PKIFormats"],
            outside: ["Crypto", "CryptoExtras", "Dispatch"],
            because: "templates and the CA depend on the identity of people and machines, not the reverse",
            refused: ["CAInterface": "the CA asks the directory, never the reverse"],
            isProduct: true
        ),
        ImportRule(
            "CertificateTemplates",
            own: ["PKIFormats", "PKIDirectory"],
            because: "a template is a value that describes a certificate, without a CA, a store or a key",
            refused: ["PKICrypto": "a template names algorithms and sizes; it never holds or makes a key"],
            isProduct: true
        ),
        ImportRule(
            "CAMessages",
            own: ["PKIFormats"],
            because: "a client sends requests and reads answers without principals and access lists",
            refused: ["PKIDirectory": "messages know no principals", "CAInterface": "the waist exports the messages, not the reverse"],
            isProduct: true
        ),
        ImportRule(
            "CAInterface",
            own: ["CAMessages", "PKIFormats", "CertificateTemplates", "PKIDirectory"],
            because: "the waist has values and small protocols to which the engine and a remote client both conform",
            refused: [
                "CACore": "the engine conforms to the waist; code that uses the waist must work without the engine",
                "Logging": "values do not log",
            ],
            isProduct: true
        ),
        ImportRule(
            "CACore",
            own: ["CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats"],
            outside: ["Logging", "Metrics", "ServiceLifecycle"],
            because: "the core decides and issues; it knows neither HTTP nor SQL, so that both can change and it can be tested alone",
            refused: [
                "Store": "the core owns its port; the store depends on it",
                "GRDB": "the core owns its port; the database is behind it",
                "NIOCore": "the core must be testable without sockets",
                "WireProtocols": "messages are turned into values before they reach the core",
                "FrontEnds": "no lower target knows the front ends",
                "CertManagement": "management drives the CA through the waist; the CA does not know it",
            ]
        ),
        ImportRule(
            "CertManagement",
            own: ["CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats"],
            outside: ["Dispatch", "Logging"],
            because: "management drives any CA through CAInterface",
            refused: [
                "CACore": "it sees any AuthoritySource, so that the CA may sit in another process or come from another maker",
                "Store": "it owns ManagementStore; the store depends on it",
            ]
        ),
        ImportRule(
            "WireProtocols",
            own: ["CAInterface", "CertificateTemplates", "PKIDirectory", "PKIFormats"],
            outside: ["HTTPTypes"],
            because: "messages without sockets: servers, clients and tests share one codec, so it may need none of them",
            refused: [
                "HummingbirdCore": "the codec serves clients too; routes belong in FrontEnds",
                "NIOCore": "bytes in, bytes out: no event loop",
                "PKICrypto": "reading a message needs no key; code that needs one belongs to the core",
                "CACore": "the codec serves clients, which have no CA",
            ]
        ),
        ImportRule(
            "Store",
            own: [
                "CACore", "CertManagement", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats", "SystemFiles",
                "CPostgreSQL",
            ],
            outside: ["Logging", "GRDB", "GRDBSQLite", "Dispatch"],
            because: "it only implements the ports that other targets own",
            refused: [
                "FrontEnds": "the store knows no front ends", "WireProtocols": "stored data has a different form from messages",
            ]
        ),
        ImportRule(
            "TemplateDocuments",
            own: ["CAInterface", "CertificateTemplates", "PKIDirectory", "PKIFormats"],
            outside: ["Yams"],
            because: "text to templates and back, for whoever keeps templates as files; the server reads no YAML",
            refused: [
                "WireProtocols": "a file is no message; the command turns its templates into one",
                "CACore": "a file is read without a CA",
            ]
        ),
        ImportRule(
            "FrontEnds",
            own: ["WireProtocols", "CertManagement", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKIFormats"],
            outside: [
                "Logging", "Metrics", "CoreMetrics", "ServiceLifecycle", "HTTPTypes", "HummingbirdCore", "NIOCore", "NIOPosix",
                "NIOSSL", "NIOHTTP1", "NIOHTTPTypesHTTP1", "JWTKit",
            ],
            because: "a front end authenticates, decodes, calls and encodes",
            refused: [
                "CACore": "front ends see any AuthoritySource, so that a CA may sit in another process",
                "Store": "front ends call the CA and the directory; they never reach past them to the database",
                "PKICrypto": "a front end itself neither verifies nor signs anything",
                "GRDB": "front ends never reach past the CA to the database",
            ]
        ),
        ImportRule(
            "CertCli",
            own: ["WireProtocols", "CAInterface", "CAMessages", "PKICrypto", "PKIFormats", "SystemFiles"],
            outside: ["AsyncHTTPClient", "HTTPTypes", "Logging", "NIOCore", "NIOPosix", "NIOSSL", "NIOHTTP1"],
            because: "a client library contains only the client's needs",
            refused: [
                "CACore": "a client works against a remote CA; in process it gets any AuthoritySource",
                "HummingbirdCore": "a client library must not link a server",
            ],
            isProduct: true
        ),
        ImportRule(
            "CertEnroll",
            own: [
                "CertCli", "WireProtocols", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats", "SystemFiles",
            ],
            outside: ["X509", "SwiftASN1", "Dispatch", "Logging", "Metrics", "ServiceLifecycle", "NIOCore", "NIOSSL"],
            because: "keys and requests on the client's side, over CertCli",
            refused: [
                "AsyncHTTPClient": "sending is CertCli's business", "CACore": "a client works against a remote CA",
                "OpenSSLKeys": "a library user needs no OpenSSL headers; programs link it",
            ],
            isProduct: true
        ),
        ImportRule(
            "CardEnrollment",
            own: ["SmartCards", "CertCli", "CertEnroll", "CAInterface", "PKICrypto", "PKIFormats"],
            because: "it brings a card and a server together; both are reached through their own libraries"
        ),
        ImportRule(
            "chancery",
            own: [
                "CACore", "CertManagement", "Store", "FrontEnds", "WireProtocols", "TemplateDocuments", "OpenSSLKeys", "PKCS11Keys",
                "CertCli", "CAInterface", "CertificateTemplates",
                "PKIDirectory", "PKICrypto", "PKIFormats", "SystemFiles",
            ],
            outside: [
                "ArgumentParser", "Configuration", "Logging", "Metrics", "ServiceLifecycle", "UnixSignals", "HTTPTypes", "NIOCore",
                "NIOPosix", "NIOSSL",
                "Dispatch", "Mustache",
            ],
            because: "the program joins server parts and its remote commands; anything more it needs should be a part of its own",
            refused: ["CertEnroll": "enrolling is certreq's work", "GRDB": "the database is behind Store"]
        ),
        ImportRule(
            "certreq",
            own: [
                "CardEnrollment", "SmartCards", "CertCli", "CertEnroll", "CAInterface", "PKICrypto", "PKIFormats", "OpenSSLKeys",
                "SystemFiles",
            ],
            outside: ["ArgumentParser", "Yams"],
            because: "commands over the client libraries",
            refused: [
                "CACore": "a client program contains no CA", "FrontEnds": "a client program contains no server",
                "WireProtocols": "messages are CertCli's business",
            ]
        ),
        ImportRule(
            "software-card",
            own: ["SoftwareCard", "PKIFormats", "SystemFiles"],
            outside: ["ArgumentParser"],
            because: "it puts a card into a reader; everything else is the card's"
        ),
        ImportRule(
            "submit-load",
            own: ["PKICrypto", "PKIFormats", "OpenSSLKeys", "SystemFiles"],
            outside: ["ArgumentParser", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL", "Dispatch"],
            because: "the load program is a separate client that costs little",
            refused: ["CertCli": "the load must cost less than the server it measures, so it writes its own HTTP"]
        ),
        ImportRule(
            "submit-cost",
            own: ["CertCli", "CAInterface", "PKICrypto", "PKIFormats"],
            outside: ["ArgumentParser", "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOSSL"],
            because: "it measures the client library beside the HTTP client below it"
        ),
        ImportRule(
            "formats-bench",
            own: ["PKICrypto", "PKIFormats", "OpenSSLKeys", "SystemFiles"],
            outside: ["X509", "SwiftASN1", "Crypto", "CryptoExtras"],
            because: "it measures formats and keys beside swift-certificates, without any part of the server"
        ),
        ImportRule(
            "PKITesting",
            own: [
                "CACore", "CertManagement", "CAInterface", "CertificateTemplates", "PKIDirectory", "PKICrypto", "PKIFormats", "SystemFiles",
            ],
            outside: ["Testing", "Logging", "Dispatch"],
            because: "samples and suites for tests of any target; every test would link an edge that it imported",
            refused: ["Store": "the in-memory ports exist so that tests need no database"]
        ),
    ]

    /// The folder of a target, if it is not Sources/<target>.
    static let folders = [
        "submit-load": "Benchmarks/SubmitLoad", "formats-bench": "Benchmarks/Formats", "submit-cost": "Benchmarks/SubmitCost",
    ]

    static subscript(target: String) -> ImportRule? { all.first { $0.target == target } }
}
