import Testing

@Suite("The source keeps its habits")
struct SourceHabitTests {
    static func sources() throws -> [SourceTree.File] {
        try SourceTree.swiftFiles(in: "Sources") + SourceTree.swiftFiles(in: "Benchmarks")
    }

    /// Texts that a script makes of a file in another language, or of a long table. Nobody reads the copy.
    private static let copies: Set = [
        "Sources/FrontEnds/API/OpenAPIDocument.swift", "Sources/CertEnroll/ObjectIdentifiers/CertEnrollObjectID+Table.swift",
    ]

    @Test("no file is longer than 700 lines, tests included")
    func length() throws {
        let files = try Self.sources() + SourceTree.swiftFiles(in: "Tests")
        for file in files where file.lineCount > 700 && !Self.copies.contains(file.path) {
            Issue.record("\(file.path) has \(file.lineCount) lines; a file shows one type, so split it")
        }
        let lengths = try SourceTree.swiftFiles(in: "Sources").filter { !Self.copies.contains($0.path) }.map(\.lineCount).sorted()
        try #require(lengths.count > 50)
        print(
            "Sources: \(lengths.count) files, \(lengths.reduce(0, +)) lines, median \(lengths[lengths.count / 2]), longest \(lengths.last ?? 0)"
        )
    }

    @Test("only the product libraries have a public face")
    func publicOnlyInProducts() throws {
        for rule in ImportRule.all where !rule.isProduct {
            for file in try SourceTree.swiftFiles(in: ImportRule.folders[rule.target] ?? "Sources/\(rule.target)") {
                guard file.text.contains("public") else { continue }
                for token in file.tokens.tokens where token.kind == .word && token.text == "public" {
                    Issue.record(
                        "\(file.path):\(token.line): `public` in \(rule.target), which is not a product; `package` is enough for everything that may see it"
                    )
                }
            }
        }
    }

    /// Names that Microsoft's pages give to interfaces and classes.
    private static let documentedNames: Set = [
        "X509EnrollmentHelper", "IX509EnrollmentHelper", "X509PolicyServerListManager", "IX509PolicyServerListManager",
    ]

    @Test("no type has a name that says nothing: Manager, Helper, Util, Impl")
    func names() throws {
        let drawers = ["Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Impl"]
        let declarations: Set = ["struct", "class", "enum", "actor", "protocol", "typealias"]
        for file in try Self.sources() {
            let stem = String(file.name.dropLast(".swift".count))
            if !Self.documentedNames.contains(stem), let drawer = drawers.first(where: { stem.hasSuffix($0) }) {
                Issue.record("\(file.path): a file is named after its type, and no type is a \(drawer)")
            }
            let tokens = file.tokens
            for index in tokens.tokens.indices {
                guard let word = tokens.word(at: index), declarations.contains(word), let name = tokens.word(at: index + 1) else {
                    continue
                }
                if !Self.documentedNames.contains(name), let drawer = drawers.first(where: { name.hasSuffix($0) }) {
                    Issue.record("\(file.path):\(tokens.tokens[index].line): \(name): say what it is, not that it is a \(drawer)")
                }
            }
        }
    }

    @Test("the source has no TODO, FIXME, fatalError, try!, as! or forced unwrapping")
    func noTraps() throws {
        for file in try Self.sources() {
            let tokens = file.tokens
            for comment in tokens.comments where comment.text.contains("TODO") || comment.text.contains("FIXME") {
                Issue.record("\(file.path):\(comment.line): finish it, or write it into docs/limitations.md")
            }
            for index in tokens.tokens.indices {
                let token = tokens.tokens[index]
                if token.kind == .word && token.text == "fatalError" {
                    Issue.record("\(file.path):\(token.line): fatalError: throw, so that one bad request costs one request")
                }
                guard token.kind == .sign, token.text == "!", token.touchesPrevious, index > 0 else { continue }
                let previous = tokens.tokens[index - 1]
                let isOperator = tokens.sign(at: index + 1) == "=" && tokens.tokens[index + 1].touchesPrevious
                if !isOperator, previous.kind == .word || [")", "]", "?"].contains(previous.text), previous.kind != .text {
                    Issue.record("\(file.path):\(token.line): `\(previous.text)!` traps; unwrap with guard or throw")
                }
            }
        }
    }

    @Test("a file that promises @unchecked Sendable says in its header why it is safe")
    func uncheckedSendable() throws {
        for file in try Self.sources() where file.text.contains("@unchecked") {
            let tokens = file.tokens
            guard let promise = tokens.tokens.first(where: { $0.text == "unchecked" }) else { continue }
            let firstCode = tokens.tokens.first?.line ?? 0
            let header = tokens.comments.filter { $0.line < firstCode }.map(\.text).joined(separator: " ")
            if !header.contains("Sendable") {
                Issue.record("\(file.path):\(promise.line): @unchecked Sendable needs its reason in the comment that opens the file")
            }
        }
    }

    /// The two libraries that people use on their own.
    private static let documented = ["Sources/PKIFormats", "Sources/PKICrypto"]

    @Test("public declarations of PKIFormats and PKICrypto have a comment where it can say more than the name")
    func documentedDeclarations() throws {
        let files = try Self.documented.flatMap(SourceTree.swiftFiles(in:))
        let declarations = PublicDeclarations(protocolsIn: files)
        var count = 0
        for file in files {
            let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.trimmingPrefix { $0 == " " } }
            for index in lines.indices {
                // Attributes may precede it, on the same line or on separate lines.
                let words = lines[index].split(separator: " ").drop { $0.hasPrefix("@") }
                guard words.first == "public", words.dropFirst().first != "import" else { continue }
                count += 1
                let comment = lines[..<index].last { !$0.hasPrefix("@") } ?? ""
                if !comment.hasPrefix("///"), !declarations.isPlain(in: file, line: index + 1) {
                    Issue.record("\(file.path):\(index + 1): \(lines[index]): say what it is in a comment with ///")
                }
            }
        }
        #expect(count > 2_000)
    }

    @Test("no file of PKIFormats has more than 400 lines: a section of a specification is a file")
    func sectionLength() throws {
        let files = try SourceTree.swiftFiles(in: "Sources/PKIFormats")
        try #require(!files.isEmpty)
        for file in files where file.lineCount > 400 {
            Issue.record("\(file.path) has \(file.lineCount) lines; split it where the specification does")
        }
    }

    /// Code that finds out who a caller is, or claims to know.
    private static let signIn: Set = [
        "Authenticator", "SignIn", "OwnSignIn", "CertificateHolderSource", "peerCertificate", "NIOSSLServerHandler", "authorization",
        "Caller",
    ]

    /// Names of ``signIn`` that a file needs to pass them on.
    private static let handsOn: [String: Set<String>] = [
        "Sources/FrontEnds/Server/MountedFrontEnds.swift": ["Authenticator", "SignIn", "CertificateHolderSource"],
        "Sources/FrontEnds/Server/FrontEndResponder.swift": ["OwnSignIn"], "Sources/FrontEnds/Server/FrontEndContext.swift": ["OwnSignIn"],
        "Sources/FrontEnds/Server/ListenerChannel.swift": ["NIOSSLServerHandler"],
    ]

    @Test("no front end signs its callers in by itself: credentials are read in FrontEnds/Authentication only")
    func noOwnSignIn() throws {
        for file in try SourceTree.swiftFiles(in: "Sources/FrontEnds") where !file.path.hasPrefix("Sources/FrontEnds/Authentication/") {
            let tokens = file.tokens
            for index in tokens.tokens.indices {
                guard let word = tokens.word(at: index), Self.signIn.contains(word), Self.handsOn[file.path]?.contains(word) != true else {
                    continue
                }
                // `Caller` occurs everywhere as a type. Only making one counts.
                if word == "Caller", tokens.sign(at: index + 1) != "(" { continue }
                Issue.record(
                    "\(file.path):\(tokens.tokens[index].line): \(word): declare how callers sign in with FrontEnd.authentication; the server does it"
                )
            }
        }
    }

    @Test("one encoder writes the bytes of the record, and one place reads stored ones")
    func oneWriterOfAuditBytes() throws {
        /// The files that may use each: the encoder, and the initializer that takes bytes unchanged.
        let allowed = [
            "AuditBody": ["Sources/PKIDirectory/Record/AuditRecord.swift"],
            "leafHash": [
                "Sources/PKIDirectory/Record/AuditRecord.swift", "Sources/PKIDirectory/Record/AuditRecord+Verification.swift",
                "Sources/Store/Rows/Authority/AuditRow.swift", "Sources/Store/Shared/AuditColumn.swift",
                // An exported row, and a row as the API shows it.
                "Sources/Store/Record/ExportedRecord.swift", "Sources/WireProtocols/API/AuditRecordBody.swift",
            ],
        ]
        var found: Set<String> = []
        for file in try SourceTree.swiftFiles(in: "Sources") {
            let tokens = file.tokens
            for index in tokens.tokens.indices {
                guard let word = tokens.word(at: index), let files = allowed[word] else { continue }
                // A type in an annotation does not count as use of the encoder: `inout AuditBody`.
                if word == "AuditBody", tokens.sign(at: index + 1) != "(" { continue }
                // Nor does reading a leaf hash, or a log's code that knows no records.
                if word == "leafHash", tokens.sign(at: index + 1) != ":" || file.path.hasPrefix("Sources/PKICrypto/") { continue }
                found.insert(word)
                if !files.contains(file.path) {
                    Issue.record("\(file.path):\(tokens.tokens[index].line): \(word): make an AuditRecord of an AuditEvent instead")
                }
            }
        }
        #expect(found == Set(allowed.keys))
    }

    @Test("the code that both databases share reaches SQLite's library in two files only")
    func sharedStore() throws {
        let bridges = ["Sources/Store/Rows/StoreConnection.swift", "Sources/Store/Rows/BoundStatement.swift"]
        // A copy speaks to both at once.
        let shared = try SourceTree.swiftFiles(in: "Sources/Store").filter { file in
            !["Sources/Store/SQLite/", "Sources/Store/Copy/"].contains { file.path.hasPrefix($0) } && !bridges.contains(file.path)
        }
        try #require(shared.count > 8)
        for file in shared where file.tokens.tokens.contains(where: { $0.text.hasPrefix("GRDB") }) {
            Issue.record("\(file.path): code that speaks to SQLite belongs in Sources/Store/SQLite")
        }
    }

    @Test("tests do not sleep")
    func noSleep() throws {
        for file in try SourceTree.swiftFiles(in: "Tests") where file.text.contains("sleep") {
            let tokens = file.tokens
            // Only calls count: with `sleep:`, a test passes its own way of waiting.
            for index in tokens.tokens.indices
            where ["sleep", "usleep", "nanosleep"].contains(tokens.word(at: index)) && tokens.sign(at: index + 1) == "(" {
                Issue.record("\(file.path):\(tokens.tokens[index].line): wait for what is expected, not for time to pass")
            }
        }
    }
}
