import Testing

@Suite("No key outside the signer")
struct KeyRuleTests {
    /// The places where the server's code may mention private keys, and why.
    private static let allowed = [
        "Sources/CACore/Keys/": "KeyRing opens keys and Signer uses them, for a permit each",
        "Sources/CACore/Archival/RecoveredKey.swift": "opens a recovered key with an agent's, without a server",
        "Sources/chancery/CertificateCommand+Recover.swift": "reads the agent's key from its file, without a server",
        "Sources/CertManagement/Certificates/": "keys of users, made and kept here; they sign nothing but their own request",
        "Sources/CertManagement/Customization/ServerKeyGenerator.swift": "makes such a key",
        "Sources/Store/Files/SealedKeyDirectory.swift": "unseals the files",
        "Sources/Store/PostgreSQL/SharedKeyDirectory.swift": "unseals the sealed keys that came through the database",
        "Sources/chancery/Server.swift": "chooses the library that loads a key",
        "Sources/chancery/KeyCommand+Token.swift": "reads a key that is written onto a token",
        "Sources/chancery/ServerCertificate.swift": "makes the key of the TLS listener, which signs no certificate",
    ]

    @Test("in the server, private keys are named only where keys are opened and where they sign")
    func privateKeys() throws {
        var found: Set<String> = []
        for target in ["CACore", "CertManagement", "FrontEnds", "Store", "chancery"] {
            for file in try SourceTree.swiftFiles(in: "Sources/\(target)") {
                guard
                    let token = file.tokens.tokens.first(where: {
                        $0.kind == .word && ["PrivateKey", "CustomPrivateKey"].contains($0.text)
                    })
                else { continue }
                if let place = Self.allowed.keys.first(where: file.path.hasPrefix) {
                    found.insert(place)
                } else {
                    Issue.record("\(file.path):\(token.line): ask KeyRing for a Signer and sign with a permit; nothing else may hold a key")
                }
            }
        }
        #expect(found == Set(Self.allowed.keys), "a place that needs no key any more leaves the list")
    }

    @Test("only the key ring makes signers, and a signer's key is private to its file")
    func signers() throws {
        var makers: Set<String> = []
        for file in try SourceTree.swiftFiles(in: "Sources/CACore") {
            let tokens = file.tokens
            for index in tokens.tokens.indices where tokens.word(at: index) == "Signer" && tokens.sign(at: index + 1) == "(" {
                makers.insert(file.path)
            }
        }
        #expect(makers == ["Sources/CACore/Keys/KeyRing.swift"])
        for file in ["Signer", "StatusSigner"] {
            #expect(try SourceTree.text("Sources/CACore/Keys/\(file).swift").contains("    private let key: PrivateKey\n"))
        }
    }

    @Test("only the key ring and an authority's signer make signers of OCSP responses")
    func statusSigners() throws {
        var makers: Set<String> = []
        for file in try SourceTree.swiftFiles(in: "Sources/CACore") {
            let tokens = file.tokens
            for index in tokens.tokens.indices where tokens.word(at: index) == "StatusSigner" && tokens.sign(at: index + 1) == "(" {
                makers.insert(file.path)
            }
        }
        #expect(makers == ["Sources/CACore/Keys/KeyRing.swift", "Sources/CACore/Keys/Signer.swift"])
    }

    @Test("a permit is made in the file of the check that grants it, and nowhere else")
    func permits() throws {
        for (permit, file) in [
            ("CertificatePermit", "Sources/CACore/Keys/CertificatePermit.swift"),
            ("RevocationListPermit", "Sources/CACore/Keys/RevocationListPermit.swift"),
            ("ResponsePermit", "Sources/CACore/Keys/ResponsePermit.swift"),
        ] {
            #expect(try SourceTree.text(file).contains("    fileprivate init("), "\(permit)")
        }
    }
}
