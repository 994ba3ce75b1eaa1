package import CAInterface
package import PKICrypto
package import PKIFormats
package import WireProtocols

/// The request that a policy file describes, for `certreq new`.
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
    /// Sections and keys that were ignored.
    package var ignored: [String] = []

    /// Whether default attributes and extensions are left out.
    package var suppressDefaults = false

    /// PKCS #10, PKCS #7, CMC, or a self-signed certificate.
    package var requestType = X509RequestType.pkcs10
    /// RSA signatures are RSA-PSS.
    package var alternateSignatureAlgorithm = false
    /// Thumbprint or serial number of the certificate to be renewed.
    package var renewedCertificate: String?
    /// The account for whom an enrollment agent asks.
    package var requesterName: String?
    /// The name of the key, to find it again.
    package var keyContainer: String?
    /// Whether the key is that of `keyContainer` or of the renewed certificate, instead of a new one.
    package var usesExistingKey = false
    /// How the private key is sent to the CA for archival; nil when it stays here.
    package var archival: PolicyArchival?
    private let local: PolicySubjectNames.Local
    /// The validity of a self-signed certificate.
    package var validity = PolicyValidity()

    /// - Throws: `CAError` with 0x8007000D naming the section and key, 0x80004001 for a feature that is not built and changes the request.
    /// - Parameter isPolicyOnly: the file describes a policy for a request that exists, so it needs no [NewRequest].
    /// - Parameter local: the names that SubjectNameFlags may take.
    package init(_ file: PolicyFile, isPolicyOnly: Bool = false, local: PolicySubjectNames.Local = .current) throws(CAError) {
        self.local = local
        try Self.checkSections(of: file)
        guard isPolicyOnly || !file.entries(of: "NewRequest").isEmpty else {
            throw PolicyFile.unreadable(
                nil,
                "the section [NewRequest] is missing or empty; at least one key is needed there, for example Subject"
            )
        }
        if let signature = file.value("Signature", in: "Version"), !["$windows nt$", "$chicago$"].contains(signature.lowercased()) {
            throw PolicyFile.unreadable(nil, "[Version] Signature is \"\(signature)\" and must be \"$Windows NT$\"")
        }
        try Self.refuseDoubledKeys(of: file)
        try readNewRequest(file)
        if isPolicyOnly, archival != nil {
            throw PolicyFile.unreadable(nil, "PrivateKeyArchive needs the private key, which only the maker of the request has; remove it")
        }
        for entry in file.entries(of: "RequestAttributes") {
            let isNames = entry.key.lowercased() == "san"
            let value = isNames ? entry.value(separatedBy: "&", beginsItem: AlternativeNameText.beginsName) : entry.value
            attributes.append(EnrollmentNameValuePair(name: entry.key, value: value))
        }
        let sections = try PolicySections(file)
        extensions += sections.extensions
        for entry in file.entries(of: "Extensions") {
            guard let oid = OID(dotted: entry.key), extensions.contains(where: { $0.oid == oid }) else { continue }
            throw PolicyFile.unreadable(entry.line, "another section asks for the extension \(oid.dotted) already; keep one of the two")
        }
        extensions += try PolicyExtensions.read(file.entries(of: "Extensions"))
        let critical = try PolicyExtensions.critical(file.entries(of: "Extensions"))
        extensions = extensions.map { CertificateExtension($0.oid, critical: $0.critical || critical.contains($0.oid), value: $0.value) }
        ignored += critical.filter { oid in !extensions.contains { $0.oid == oid } }.map { "Critical = \($0.dotted)" }.sorted()
        ignored += sections.ignored
        ignored += file.sections.map(\.name).filter { PolicyFile.isListed($0, in: PolicyKey.sectionsWithoutEffect) }.map { "[\($0)]" }
    }

    /// Reads the file at `path`, which every refusal names.
    package init(_ bytes: [UInt8], path: String, isPolicyOnly: Bool = false) throws(CAError) {
        do {
            self = try PolicyRequest(try PolicyFile(bytes), isPolicyOnly: isPolicyOnly)
        } catch {
            throw CAError(error.code, status: error.status, "\(path): \(error.message)", reason: error.reason, cause: error)
        }
    }

    private static func checkSections(of file: PolicyFile) throws(CAError) {
        let known = PolicyKey.sectionsRead + PolicyKey.sectionsWithoutEffect
        let named = PolicySections.named(in: file)
        for section in file.sections where !PolicyFile.isListed(section.name, in: known) && !named.contains(section.name.lowercased()) {
            throw PolicyFile.unknown(
                section.line,
                "[\(section.name)] is not a section of a policy file",
                nearest: Nearest.to(section.name, among: known).map { "[\($0)]" }
            )
        }
    }

    private static let lists = [
        ("enhancedkeyusageextension", "oid"), ("extensions", "critical"), ("crosscertificatedistributionpointsextension", "url"),
        ("nameconstraintsextension", "include"), ("nameconstraintsextension", "exclude"),
    ]

    /// One of two values for a key would be ignored without notice, so the key may occur once, except where the values are a list.
    private static func refuseDoubledKeys(of file: PolicyFile) throws(CAError) {
        for section in file.sections where PolicyFile.isListed(section.name, in: PolicyKey.sectionsRead) {
            var lines: [String: Int] = [:]
            for entry in section.entries {
                let key = entry.key.lowercased()
                if lists.contains(where: { $0 == (section.name.lowercased(), key) })
                    || section.name.lowercased().hasSuffix("mappingsextension")
                {
                    continue
                }
                if let earlier = lines.updateValue(entry.line, forKey: key) {
                    throw PolicyFile.unreadable(
                        entry.line,
                        "\(entry.key) in [\(section.name)] has a value in line \(earlier) already, and only one of the two would count; keep one"
                    )
                }
            }
        }
    }

    /// The template that the attributes name.
    package var template: String? { attributes.first { $0.name.lowercased() == "certificatetemplate" }?.value }

    private mutating func readNewRequest(_ file: PolicyFile) throws(CAError) {
        var algorithm = "RSA"
        var length: Int?
        var subjectEntry: PolicyFile.Entry?
        var nameFlags = X500NameFlags.none
        var nameEntry: PolicyFile.Entry?
        for entry in file.entries(of: "NewRequest") {
            switch entry.key.lowercased() {
            case "subject": subjectEntry = entry
            case "x500nameflags": nameFlags = try PolicySubject.flags(entry)
            case "suppressdefaults": suppressDefaults = try PolicyFile.flag(entry)
            case "keylength": length = try PolicyFile.number(entry)
            case "keyalgorithm": algorithm = entry.value.uppercased()
            case "exportable": exportable = try PolicyFile.flag(entry)
            case "machinekeyset": machine = try PolicyFile.flag(entry)
            case "friendlyname": friendlyName = entry.value
            case "hashalgorithm": hashAlgorithm = try Self.digest(entry)
            case "keyusage": extensions.append(try Self.usage(entry).asExtension(critical: true))
            case "requesttype": requestType = try Self.type(entry)
            case "smime": if try PolicyFile.flag(entry) { extensions.append(Self.smimeCapabilities.asExtension()) }
            case "alternatesignaturealgorithm": alternateSignatureAlgorithm = try PolicyFile.flag(entry)
            case "exportableencrypted":
                guard try PolicyFile.flag(entry) else { continue }
                exportable = true
                ignored.append("ExportableEncrypted (the key may be exported with a password and without)")
            case "renewalcert": renewedCertificate = entry.value.filter { !$0.isWhitespace }
            case "requestername": requesterName = entry.value
            case "keycontainer": keyContainer = entry.value
            case "useexistingkeyset": usesExistingKey = try PolicyFile.flag(entry)
            case "subjectnameflags":
                guard entry.value.lowercased() == "template" else {
                    nameEntry = entry
                    continue
                }
                ignored.append("SubjectNameFlags (the CA takes the names that the template asks for from its directory)")
            // They are read together.
            case "privatekeyarchive", "encryptionalgorithm", "encryptionlength": continue
            case "validityperiod", "validityperiodunits", "notbefore", "notafter": try validity.read(entry)
            default: try readOther(entry)
            }
        }
        archival = try PolicyArchival(file.entries(of: "NewRequest"))
        try checkCombination(file)
        // The flags may follow the subject.
        if let subjectEntry { subject = try PolicySubject.name(subjectEntry, nameFlags) }
        if let nameEntry { try take(PolicySubjectNames(nameEntry, local: local, machine: machine), nameEntry, file) }
        keySpecification = try Self.key(algorithm, length)
        if archival != nil, !usesExistingKey, [.ed25519, .mlDSA65, .mlDSA87].contains(keySpecification) {
            throw PolicyFile.unreadable(
                nil,
                "a CA archives no \(algorithm) keys; use RSA, ECDH_P256, _P384 or _P521, or remove PrivateKeyArchive"
            )
        }
    }

    /// Puts the names of this computer or account into the request, where the file gives none.
    private mutating func take(_ names: PolicySubjectNames, _ entry: PolicyFile.Entry, _ file: PolicyFile) throws(CAError) {
        ignored += names.ignored
        if let commonName = names.commonName {
            guard subject.rdns.isEmpty else {
                throw PolicyFile.unreadable(
                    entry.line,
                    "SubjectNameFlags would fill the subject that Subject gives already; keep one of the two"
                )
            }
            subject = .of([(OID.commonName, commonName)])
        }
        if let dnsName = names.dnsName {
            guard !file.entries(of: "Extensions").contains(where: { OID(dotted: $0.key) == SubjectAlternativeName.oid }) else {
                throw PolicyFile.unreadable(
                    entry.line,
                    "SubjectNameFlags would add a DNS name beside 2.5.29.17 of [Extensions]; keep one of the two"
                )
            }
            extensions.append(SubjectAlternativeName([.dnsName(dnsName)]).asExtension(critical: subject.rdns.isEmpty))
        }
    }

    private static let smimeCapabilities = SMIMECapabilities([
        SMIMECapabilities.Capability(OID.Algorithms.aes256CBC), SMIMECapabilities.Capability(OID.Algorithms.aes192CBC),
        SMIMECapabilities.Capability(OID.Algorithms.aes128CBC), SMIMECapabilities.Capability(OID.Algorithms.tripleDESCBC),
    ])

    private static func type(_ entry: PolicyFile.Entry) throws(CAError) -> X509RequestType {
        switch entry.value.lowercased().filter({ !$0.isWhitespace }) {
        case "pkcs10", "1", "0x1": .pkcs10
        case "pkcs7", "2", "0x2": .pkcs7
        case "cmc", "3", "0x3": .cmc
        case "cert", "4", "0x4": .certificate
        case "scep", "64768", "0xfd00":
            throw PolicyFile.notBuilt(
                "RequestType \(entry.value)",
                entry.line,
                "no CA of this kind speaks SCEP; use PKCS10, or the device's own SCEP client with a server that speaks it"
            )
        default: throw PolicyFile.unreadable(entry.line, "RequestType \(entry.value) is unknown; use PKCS10, PKCS7, CMC or Cert")
        }
    }

    /// Keys that only some request types use. Source: "certreq" command reference.
    private mutating func checkCombination(_ file: PolicyFile) throws(CAError) {
        func line(_ key: String) -> Int? { file.entries(of: "NewRequest").first { $0.key.lowercased() == key }?.line }
        if requestType == .pkcs10 || requestType == .certificate {
            if renewedCertificate != nil, requestType == .certificate || !usesExistingKey {
                throw PolicyFile.unreadable(line("renewalcert"), "RenewalCert needs RequestType = PKCS7 or CMC, which the old key signs")
            }
            if requesterName != nil {
                requesterName = nil
                ignored.append("RequesterName")
            }
        }
        if requestType == .pkcs7, renewedCertificate == nil, requesterName == nil {
            throw PolicyFile.unreadable(
                line("requesttype"),
                "RequestType PKCS7 needs RenewalCert, or RequesterName with the certificate of an enrollment agent"
            )
        }
        if usesExistingKey, keyContainer == nil, renewedCertificate == nil {
            throw PolicyFile.unreadable(line("useexistingkeyset"), "UseExistingKeySet needs KeyContainer or RenewalCert")
        }
        if usesExistingKey, exportable {
            throw PolicyFile.unreadable(line("exportable"), "Exportable belongs to a new key; remove it, or UseExistingKeySet")
        }
        if archival == nil {
            ignored += ["EncryptionAlgorithm", "EncryptionLength"].filter { line($0.lowercased()) != nil }
        } else if requestType != .cmc {
            throw PolicyFile.unreadable(
                line("privatekeyarchive"),
                "PrivateKeyArchive needs RequestType = CMC, which alone carries a private key"
            )
        }
        try validity.check()
        guard requestType != .certificate else { return }
        for key in ["ValidityPeriod", "ValidityPeriodUnits", "NotBefore", "NotAfter"] where line(key.lowercased()) != nil {
            ignored.append(key)
        }
    }

    private mutating func readOther(_ entry: PolicyFile.Entry) throws(CAError) {
        let value = entry.value.lowercased()
        switch PolicyKey.treatment(of: entry.key) {
        case .notBuilt:
            guard value.isEmpty else { throw PolicyFile.notBuilt(entry.key, entry.line, PolicyKey.remedy(of: entry.key)) }
            ignored.append(entry.key)
        case .offOnly:
            guard ["", "false", "no", "0", "0x0"].contains(value) else {
                throw PolicyFile.notBuilt("\(entry.key) = \(entry.value)", entry.line, PolicyKey.remedy(of: entry.key))
            }
        case .read, .withoutEffect:
            if entry.key.lowercased() == "providername", !PolicyKey.softwareProviders.contains(value) {
                throw PolicyFile.notBuilt("ProviderName \"\(entry.value)\"", entry.line, PolicyKey.remedy(of: entry.key))
            }
            ignored.append(entry.key)
        case nil:
            throw PolicyFile.unknown(
                entry.line,
                "\(entry.key) is not a key of [NewRequest]",
                nearest: Nearest.to(entry.key, among: PolicyKey.table.map(\.name))
            )
        }
    }

    private static func key(_ algorithm: String, _ length: Int?) throws(CAError) -> KeySpecification {
        switch algorithm {
        case "RSA":
            let bits = length ?? 2048
            guard KeySpecification.rsaBits.contains(bits), bits % 8 == 0 else {
                throw PolicyFile.unreadable(nil, "KeyLength \(bits) is not possible: RSA keys have 2048 to 16384 bits, a multiple of 8")
            }
            return .rsa(bits: bits)
        case "ECDSA_P256", "ECDH_P256": return try curve(.p256, 256, algorithm, length)
        case "ECDSA_P384", "ECDH_P384": return try curve(.p384, 384, algorithm, length)
        case "ECDSA_P521", "ECDH_P521": return try curve(.p521, 521, algorithm, length)
        case "ED25519": return .ed25519
        case "ML-DSA-65": return .mlDSA65
        case "ML-DSA-87": return .mlDSA87
        default:
            throw PolicyFile.unreadable(
                nil,
                "KeyAlgorithm \(algorithm) is not built; use RSA, ECDSA_P256, _P384 or _P521, ED25519, ML-DSA-65 or ML-DSA-87"
            )
        }
    }

    /// The curve determines the length; another length in the file is a contradiction.
    private static func curve(
        _ key: KeySpecification,
        _ bits: Int,
        _ algorithm: String,
        _ length: Int?
    ) throws(CAError) -> KeySpecification {
        guard length == nil || length == bits else {
            throw PolicyFile.unreadable(nil, "KeyLength \(length ?? 0) contradicts KeyAlgorithm \(algorithm), whose keys have \(bits) bits")
        }
        return key
    }

    private static func digest(_ entry: PolicyFile.Entry) throws(CAError) -> DigestAlgorithm {
        switch entry.value.lowercased().filter({ $0 != "-" }) {
        case "sha256": .sha256
        case "sha384": .sha384
        case "sha512": .sha512
        default: throw PolicyFile.unreadable(entry.line, "HashAlgorithm \(entry.value) is not possible; use sha256, sha384 or sha512")
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
                let number = try PolicyFile.number(PolicyFile.Entry(key: entry.key, value: part, line: entry.line))
                for (bit, one) in bits where number & bit != 0 { usage.formUnion(one) }
            }
        }
        return usage
    }
}
