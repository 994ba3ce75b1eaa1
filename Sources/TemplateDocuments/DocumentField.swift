import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats

/// A key of a template file: one field of ``TemplateField``, in words that people write.
///
/// The key is the name of the field in the JSON document. Only the two spans of time lose their "Seconds", because a file names the unit.
struct DocumentField: Sendable {
    /// A value as it is written.
    enum Written: Hashable {
        case number(Int)
        /// A word of a known list, or dotted numbers: never in quotes.
        case word(String)
        /// Text from people, in quotes where YAML needs them.
        case text(String)
        case list([Written])
        case entries(AccessControlList)
    }

    let key: String
    /// The name in ``TemplateField/all``.
    let field: String
    /// What is not plain from the key; nil where nothing is.
    let comment: String?
    let write: @Sendable (CertificateTemplate) -> Written?
    let read: @Sendable (YAMLValue, inout CertificateTemplate) throws(DocumentValueError) -> Void

    private typealias Property<Value> = any WritableKeyPath<CertificateTemplate, Value> & Sendable

    private init<Value>(
        _ field: String,
        _ property: Property<Value>,
        _ comment: String? = nil,
        write: @escaping @Sendable (Value) -> Written?,
        read: @escaping @Sendable (YAMLValue) throws(DocumentValueError) -> Value
    ) {
        key = field.hasSuffix("Seconds") ? String(field.dropLast("Seconds".count)) : field
        self.field = field
        self.comment = comment
        self.write = { write($0[keyPath: property]) }
        self.read = { (value, template) throws(DocumentValueError) in template[keyPath: property] = try read(value) }
    }

    static func named(_ key: String) -> DocumentField? { all.first { $0.key == key } }

    /// In the order of ``TemplateField/all``; the version is counted by the server.
    static let all: [DocumentField] = [
        text("name", \.name),
        text("displayName", \.displayName),
        DocumentField(
            "oid",
            \.oid,
            "Left out, the server keeps the stored identifier, or makes one.",
            write: { $0 == CertificateTemplate.standard.oid ? nil : .word($0.dotted) },
            read: { value throws(DocumentValueError) in try DocumentOID.read(value, named: false) }
        ),
        number("schemaVersion", \.schemaVersion, "1 to 4: Windows 2000, 2003, 2008, 2012."),
        number("majorVersion", \.majorVersion, "Clients enroll again when it grows."),
        number("minorVersion", \.minorVersion),
        flags("flags", \.flags, "Bits without a documented name are numbers."),
        flags("nameFlags", \.nameFlags, "Where the names of the certificate come from."),
        flags("enrollmentFlags", \.enrollmentFlags),
        privateKeyFlags,
        number("minimumKeySize", \.minimumKeySize, "Bits of an RSA key."),
        number("minimumCurveBits", \.minimumCurveBits, "Bits of an elliptic key."),
        words("acceptedCurves", \.acceptedCurves),
        number("keySpec", \.keySpec, "1 key exchange, 2 signature."),
        keyUsage,
        duration("validitySeconds", \.validitySeconds, "y is 365 days; w, d, h, m and s follow."),
        duration("overlapSeconds", \.overlapSeconds, "How long before the end clients renew."),
        identifiers("extendedKeyUsage", \.extendedKeyUsage, "Names or dotted numbers; applicationPolicies win from schema 2 on."),
        identifiers("criticalExtensions", \.criticalExtensions),
        optionalNumber("pathLength", \.pathLength),
        number("authorizedSignatures", \.authorizedSignatures, "Signatures of agents that a request needs beside its own."),
        DocumentField(
            "acceptsSHA1ProofOfPossession",
            \.acceptsSHA1ProofOfPossession,
            write: { .word($0 ? "true" : "false") },
            read: { value throws(DocumentValueError) in
                switch try value.text() {
                case "true": return true
                case "false": return false
                case let other: throw DocumentValueError("is true or false, not \"\(other.prefix(40))\"", line: value.line)
                }
            }
        ),
        texts("supersededTemplates", \.supersededTemplates),
        identifiers("authorizedSignaturePolicies", \.authorizedSignaturePolicies),
        identifiers("authorizedSignaturePurposes", \.authorizedSignaturePurposes),
        identifiers("issuancePolicies", \.issuancePolicies),
        identifiers("applicationPolicies", \.applicationPolicies),
        texts("keyProviders", \.keyProviders),
        optionalText("asymmetricAlgorithm", \.asymmetricAlgorithm),
        optionalText("symmetricAlgorithm", \.symmetricAlgorithm),
        optionalNumber("symmetricKeyLength", \.symmetricKeyLength),
        optionalText("hashAlgorithm", \.hashAlgorithm),
        optionalText("keySecurityDescriptor", \.keySecurityDescriptor, "SDDL: who may use the key on the client."),
        optionalNumber("providerKeyUsage", \.providerKeyUsage),
        words("lintProfiles", \.lintProfiles, "cabf-tls, cabf-smime, windows-logon, windows-controller: what certificates have to follow."),
        DocumentField(
            "access",
            \.access,
            "Rights are read, write, enroll and autoenroll; denials win. One text of SDDL is read too.",
            write: { .entries($0.canonical) },
            read: { value throws(DocumentValueError) in try DocumentAccess.read(value) }
        ),
    ]
}

extension DocumentField {
    private static func text(_ field: String, _ property: Property<String>, _ comment: String? = nil) -> DocumentField {
        DocumentField(field, property, comment, write: { .text($0) }, read: { value throws(DocumentValueError) in try value.text() })
    }

    private static func optionalText(_ field: String, _ property: Property<String?>, _ comment: String? = nil) -> DocumentField {
        DocumentField(
            field,
            property,
            comment,
            write: { $0.map { .text($0) } },
            read: { value throws(DocumentValueError) in try value.text() }
        )
    }

    private static func number(_ field: String, _ property: Property<Int>, _ comment: String? = nil) -> DocumentField {
        DocumentField(field, property, comment, write: { .number($0) }, read: wholeNumber)
    }

    private static func optionalNumber(_ field: String, _ property: Property<Int?>, _ comment: String? = nil) -> DocumentField {
        DocumentField(
            field,
            property,
            comment,
            write: { $0.map { .number($0) } },
            read: { value throws(DocumentValueError) in try wholeNumber(value) }
        )
    }

    private static func duration(_ field: String, _ property: Property<Int>, _ comment: String) -> DocumentField {
        DocumentField(
            field,
            property,
            comment,
            write: { .word(DocumentDuration.text($0)) },
            read: { value throws(DocumentValueError) in
                do throws(DocumentValueError) {
                    return try DocumentDuration.seconds(value.text())
                } catch {
                    throw DocumentValueError(error.reason, line: error.line ?? value.line)
                }
            }
        )
    }

    private static func texts(_ field: String, _ property: Property<[String]>) -> DocumentField {
        DocumentField(
            field,
            property,
            write: { .list($0.map { .text($0) }) },
            read: { value throws(DocumentValueError) in try value.list().map { (element) throws(DocumentValueError) in try element.text() }
            }
        )
    }

    private static func identifiers(_ field: String, _ property: Property<[OID]>, _ comment: String? = nil) -> DocumentField {
        DocumentField(
            field,
            property,
            comment,
            write: { .list($0.map { .word(DocumentOID.text($0)) }) },
            read: { value throws(DocumentValueError) in
                try value.list().map { (element) throws(DocumentValueError) in try DocumentOID.read(element, named: true) }
            }
        )
    }

    private static func flags<Flags: NamedFlags>(_ field: String, _ property: Property<Flags>, _ comment: String? = nil) -> DocumentField {
        DocumentField(
            field,
            property,
            comment,
            write: { .list($0.names.map { .word($0) }) },
            read: { value throws(DocumentValueError) in
                let words = Flags.documented.map { (word: $0.name, bits: $0.flag.rawValue) }
                return Flags(rawValue: try bits(value, words))
            }
        )
    }

    private static let privateKeyFlags: DocumentField = {
        let versions = (1...15).flatMap { number in
            [
                (word: "SERVER_VERSION_\(number)", bits: UInt32(number) << 16),
                (word: "CLIENT_VERSION_\(number)", bits: UInt32(number) << 24),
            ]
        }
        return DocumentField(
            "privateKeyFlags",
            \.privateKeyFlags,
            write: { flags in
                let numbers = versions.filter {
                    $0.bits == flags.rawValue & 0x000F_0000 || $0.bits == flags.rawValue & 0x0F00_0000
                }
                return .list((flags.withoutVersions.names + numbers.map(\.word)).map { .word($0) })
            },
            read: { value throws(DocumentValueError) in
                let words = PrivateKeyFlags.documented.map { (word: $0.name, bits: $0.flag.rawValue) }
                return PrivateKeyFlags(rawValue: try bits(value, words + versions))
            }
        )
    }()

    private static let keyUsage: DocumentField = {
        let words = (0..<9).flatMap { bit in KeyUsage(rawValue: 1 << bit).names.map { (word: $0, bits: UInt32(1) << bit) } }
        return DocumentField(
            "keyUsage",
            \.keyUsage,
            write: { .list($0.names.map { .word($0) }) },
            read: { value throws(DocumentValueError) in
                KeyUsage(rawValue: UInt16(truncatingIfNeeded: try bits(value, words, numbers: false)))
            }
        )
    }()

    private static func words<Word: RawRepresentable<String> & CaseIterable & Sendable>(
        _ field: String,
        _ property: Property<[Word]>,
        _ comment: String? = nil
    ) -> DocumentField {
        DocumentField(
            field,
            property,
            comment,
            write: { .list($0.map { .word($0.rawValue) }) },
            read: { value throws(DocumentValueError) in
                try value.list().map { (element) throws(DocumentValueError) in
                    let word = try element.text()
                    guard let known = Word(rawValue: word) else {
                        throw DocumentValueError(unknown(word, among: Word.allCases.map(\.rawValue)), line: element.line)
                    }
                    return known
                }
            }
        )
    }

    private static func wholeNumber(_ value: YAMLValue) throws(DocumentValueError) -> Int {
        let text = try value.text()
        guard let number = text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text), text.first != "+" else {
            throw DocumentValueError("needs a whole number, not \"\(text.prefix(40))\"", line: value.line)
        }
        return number
    }

    private static func bits(
        _ value: YAMLValue,
        _ words: [(word: String, bits: UInt32)],
        numbers: Bool = true
    ) throws(DocumentValueError) -> UInt32 {
        var bits: UInt32 = 0
        var seen: Set<String> = []
        for element in try value.list() {
            let word = try element.text()
            guard seen.insert(word).inserted else {
                throw DocumentValueError("\(word.prefix(80)) is there twice; remove one", line: element.line)
            }
            if let known = words.first(where: { $0.word == word }) {
                bits |= known.bits
            } else if numbers, word.hasPrefix("0x"), let number = UInt32(word.dropFirst(2), radix: 16) {
                bits |= number
            } else {
                let hint = numbers ? " A bit without a name is written as a number such as 0x8." : ""
                throw DocumentValueError(unknown(word, among: words.map(\.word)) + hint, line: element.line)
            }
        }
        return bits
    }

    static func unknown(_ word: String, among known: [String]) -> String {
        if let near = Nearest.to(word, among: known) { return "there is no \"\(word.prefix(80))\"; did you mean \(near)?" }
        return
            "there is no \"\(word.prefix(80))\"; known are \(known.prefix(20).joined(separator: ", "))\(known.count > 20 ? " and others" : "")."
    }
}
