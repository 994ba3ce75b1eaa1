package import CAInterface
package import PKICrypto
package import PKIFormats

/// What a policy file asks for: the request of `certreq new`.
package struct PolicyRequest: Sendable {
    package var subject = DistinguishedName.empty
    package var keySpecification = KeySpecification.rsa(bits: 2048)
    package var hashAlgorithm: DigestAlgorithm?
    package var exportable = false
    package var machine = false
    package var friendlyName: String?
    /// Name and value pairs; `CertificateTemplate` among them chooses the template.
    package var attributes: [EnrollmentNameValuePair] = []
    package var extensions: [CertificateExtension] = []
    /// Sections and keys that were read over.
    package var ignored: [String] = []

    /// Keys that change nothing in a software key and are common in files written for Windows.
    private static let tolerated: Set = [
        "keyspec", "keyusageproperty", "providername", "providertype", "silent", "smime", "userprotected", "usekeyset", "useexistingkeyset",
        "privatekeyarchive", "keyprotection", "securitydescriptor", "x500nameflags", "encipheronly", "alternatesignaturealgorithm",
        "exportableencrypted", "keycontainer", "readername", "contextflags", "encryptionalgorithm", "encryptionlength", "suppressdefaults",
        "subjectnameflags", "validityperiod", "validityperiodunits", "notbefore", "notafter", "requestername", "renewalcert",
    ]

    /// - Throws: `CAError` with 0x8007000D naming the section and key.
    package init(_ file: PolicyFile) throws(CAError) {
        guard !file.entries(of: "NewRequest").isEmpty else {
            throw PolicyFile.unreadable(
                nil, "the section [NewRequest] is missing or empty; at least one key is needed there, for example Subject")
        }
        if let signature = file.value("Signature", in: "Version"), !["$windows nt$", "$chicago$"].contains(signature.lowercased()) {
            throw PolicyFile.unreadable(nil, "[Version] Signature is \"\(signature)\" and must be \"$Windows NT$\"")
        }
        try readNewRequest(file)
        for entry in file.entries(of: "RequestAttributes") {
            attributes.append(EnrollmentNameValuePair(name: entry.key, value: entry.value))
        }
        try readEnhancedKeyUsage(file)
        extensions += try PolicyExtensions.read(file.entries(of: "Extensions"))
        let known: Set = ["version", "newrequest", "requestattributes", "extensions", "strings", "enhancedkeyusageextension"]
        ignored += file.sections.map(\.name).filter { !known.contains($0.lowercased()) }.map { "[\($0)]" }
    }

    /// The template the attributes name.
    package var template: String? { attributes.first { $0.name.lowercased() == "certificatetemplate" }?.value }

    private mutating func readNewRequest(_ file: PolicyFile) throws(CAError) {
        var algorithm = "RSA"
        var length: Int?
        for entry in file.entries(of: "NewRequest") {
            switch entry.key.lowercased() {
            case "subject": subject = try Self.name(entry)
            case "keylength": length = try Self.number(entry)
            case "keyalgorithm": algorithm = entry.value.uppercased()
            case "exportable": exportable = try Self.flag(entry)
            case "machinekeyset": machine = try Self.flag(entry)
            case "friendlyname": friendlyName = entry.value
            case "hashalgorithm": hashAlgorithm = try Self.digest(entry)
            case "keyusage": extensions.append(try Self.usage(entry).asExtension(critical: true))
            case "requesttype":
                guard ["pkcs10", "1", "0x1"].contains(entry.value.lowercased()) else {
                    throw PolicyFile.unreadable(entry.line, "RequestType \(entry.value) is not built; only PKCS10 is")
                }
            default:
                if Self.tolerated.contains(entry.key.lowercased()) {
                    ignored.append(entry.key)
                } else {
                    ignored.append("\(entry.key) (unknown)")
                }
            }
        }
        keySpecification = try Self.key(algorithm, length)
    }

    private mutating func readEnhancedKeyUsage(_ file: PolicyFile) throws(CAError) {
        let entries = file.entries(of: "EnhancedKeyUsageExtension")
        var purposes: [OID] = []
        for entry in entries where entry.key.lowercased() == "oid" {
            guard let oid = OID(dotted: entry.value) else {
                throw PolicyFile.unreadable(entry.line, "\"\(entry.value)\" is not an object identifier")
            }
            purposes.append(oid)
        }
        guard !purposes.isEmpty else { return }
        let critical =
            try entries.first { $0.key.lowercased() == "critical" }.map { entry throws(CAError) in try Self.flag(entry) } ?? false
        extensions.append(ExtendedKeyUsage(purposes).asExtension(critical: critical))
    }

    private static func key(_ algorithm: String, _ length: Int?) throws(CAError) -> KeySpecification {
        switch algorithm {
        case "RSA":
            let bits = length ?? 2048
            guard KeySpecification.rsaBits.contains(bits), bits % 8 == 0 else {
                throw PolicyFile.unreadable(nil, "KeyLength \(bits) is not possible: RSA keys have 2048 to 16384 bits, a multiple of 8")
            }
            return .rsa(bits: bits)
        case "ECDSA_P256", "ECDH_P256": return .p256
        case "ECDSA_P384", "ECDH_P384": return .p384
        case "ECDSA_P521", "ECDH_P521": return .p521
        case "ED25519": return .ed25519
        case "ML-DSA-65": return .mlDSA65
        case "ML-DSA-87": return .mlDSA87
        default:
            throw PolicyFile.unreadable(
                nil, "KeyAlgorithm \(algorithm) is not built; use RSA, ECDSA_P256, _P384 or _P521, ED25519, ML-DSA-65 or ML-DSA-87")
        }
    }

    private static func name(_ entry: PolicyFile.Entry) throws(CAError) -> DistinguishedName {
        do {
            return try DistinguishedName(rfc4514: entry.value)
        } catch {
            throw PolicyFile.unreadable(entry.line, "Subject \"\(entry.value)\" is not a distinguished name: \(error.reason)")
        }
    }

    private static func digest(_ entry: PolicyFile.Entry) throws(CAError) -> DigestAlgorithm {
        switch entry.value.lowercased().filter({ $0 != "-" }) {
        case "sha256": .sha256
        case "sha384": .sha384
        case "sha512": .sha512
        default: throw PolicyFile.unreadable(entry.line, "HashAlgorithm \(entry.value) is not possible; use sha256, sha384 or sha512")
        }
    }

    static func number(_ entry: PolicyFile.Entry) throws(CAError) -> Int {
        let text = entry.value.lowercased()
        guard let number = text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text) else {
            throw PolicyFile.unreadable(entry.line, "\(entry.key) \"\(entry.value)\" is not a number")
        }
        return number
    }

    static func flag(_ entry: PolicyFile.Entry) throws(CAError) -> Bool {
        switch entry.value.lowercased() {
        case "true", "yes", "1": true
        case "false", "no", "0": false
        default: throw PolicyFile.unreadable(entry.line, "\(entry.key) \"\(entry.value)\" is neither TRUE nor FALSE")
        }
    }

    /// `CERT_…_KEY_USAGE` names or their numbers, joined by a pipe. Source: wincrypt.h.
    private static func usage(_ entry: PolicyFile.Entry) throws(CAError) -> KeyUsage {
        let names: [String: KeyUsage] = [
            "CERT_DIGITAL_SIGNATURE_KEY_USAGE": .digitalSignature, "CERT_NON_REPUDIATION_KEY_USAGE": .nonRepudiation,
            "CERT_KEY_ENCIPHERMENT_KEY_USAGE": .keyEncipherment, "CERT_DATA_ENCIPHERMENT_KEY_USAGE": .dataEncipherment,
            "CERT_KEY_AGREEMENT_KEY_USAGE": .keyAgreement, "CERT_KEY_CERT_SIGN_KEY_USAGE": .keyCertSign,
            "CERT_CRL_SIGN_KEY_USAGE": .cRLSign, "CERT_OFFLINE_CRL_SIGN_KEY_USAGE": .cRLSign, "CERT_ENCIPHER_ONLY_KEY_USAGE": .encipherOnly,
        ]
        let bits: [(Int, KeyUsage)] = [
            (0x80, .digitalSignature), (0x40, .nonRepudiation), (0x20, .keyEncipherment), (0x10, .dataEncipherment), (0x08, .keyAgreement),
            (0x04, .keyCertSign), (0x02, .cRLSign), (0x01, .encipherOnly),
        ]
        var usage: KeyUsage = []
        for part in entry.value.split(separator: "|").map({ $0.filter { !$0.isWhitespace } }) {
            if let named = names[part.uppercased()] {
                usage.formUnion(named)
            } else {
                let number = try number(PolicyFile.Entry(key: entry.key, value: part, line: entry.line))
                for (bit, one) in bits where number & bit != 0 { usage.formUnion(one) }
            }
        }
        return usage
    }
}
