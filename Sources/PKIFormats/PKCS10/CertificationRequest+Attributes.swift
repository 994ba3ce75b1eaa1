extension CertificationRequest {
    /// The extensions asked for, under either identifier: PKCS #9 (1.2.840.113549.1.9.14) or Microsoft's (1.3.6.1.4.1.311.2.1.14).
    public var requestedExtensions: [CertificateExtension] { known.requestedExtensions }

    /// Reads a requested extension as its type. `nil` when it is not asked for; throws when it cannot be read.
    public func requestedValue<Value: CertificateExtensionValue>(of type: Value.Type) throws(FormatError) -> Value? {
        try Value.find(in: known.requestedExtensions)
    }

    /// The pairs of name and value (1.3.6.1.4.1.311.13.2.1), in order.
    public var nameValuePairs: [EnrollmentNameValuePair] { known.nameValuePairs }

    /// The client's operating system (1.3.6.1.4.1.311.13.2.3).
    public var osVersion: String? { known.osVersion }

    /// The client's account, machine and program (1.3.6.1.4.1.311.21.20).
    public var clientInformation: RequestClientInformation? { known.clientInformation }

    /// The provider of the key (1.3.6.1.4.1.311.13.2.2).
    public var cspProvider: EnrollmentCSPProvider? { known.cspProvider }

    /// The challenge password (RFC 2985 §5.4.1), which SCEP uses.
    public var challengePassword: String? { known.challengePassword }

    /// The DER of the certificate to be renewed (1.3.6.1.4.1.311.13.1).
    public var renewalCertificate: [UInt8]? { known.renewalCertificate }

    /// The template name of the extension 1.3.6.1.4.1.311.20.2; `nil` when absent or unreadable.
    public var microsoftTemplateName: String? { (try? requestedValue(of: MicrosoftTemplateName.self))?.name }

    /// The template of the extension 1.3.6.1.4.1.311.21.7; `nil` when absent or unreadable.
    public var certificateTemplateInformation: CertificateTemplateInformation? {
        try? requestedValue(of: CertificateTemplateInformation.self)
    }

    /// The template in each of its three spellings that occurs, without repeats: the name-value pair `CertificateTemplate`, the name in the
    /// extension 20.2, the object identifier in the extension 21.7 (dotted).
    public var templateNames: [String] {
        var names = nameValuePairs.filter { $0.name.lowercased() == "certificatetemplate" }.map(\.value)
        if let name = microsoftTemplateName { names.append(name) }
        if let information = certificateTemplateInformation { names.append(information.templateID.dotted) }
        var unique: [String] = []
        for name in names where !unique.contains(name) { unique.append(name) }
        return unique
    }
}

/// The attributes of a request that are understood, read and checked: each at most once and with one value, except name-value pairs.
struct KnownRequestAttributes: Sendable {
    var requestedExtensions: [CertificateExtension] = []
    var nameValuePairs: [EnrollmentNameValuePair] = []
    var osVersion: String?
    var clientInformation: RequestClientInformation?
    var cspProvider: EnrollmentCSPProvider?
    var challengePassword: String?
    var renewalCertificate: [UInt8]?

    private var seen: Set<OID> = []

    mutating func read(_ attribute: RequestAttribute, at offset: Int, leniency: CertificationRequest.Leniency) throws(FormatError) {
        do {
            try read(attribute, leniency: leniency)
        } catch {
            if leniency.contains(.unreadableInformation), Self.information.contains(attribute.oid) { return }
            let name = attribute.oid.nameOrDotted
            throw FormatError(
                structure: "CertificationRequest",
                field: "attributes." + (error.structure == name ? name : "\(name).\(error.structure)"),
                offset: offset,
                reason: error.field.isEmpty ? error.reason : "\(error.field): \(error.reason)"
            )
        }
    }

    /// The attributes that MS-WCCE calls informational.
    private static let information: Set<OID> = [
        OID.Microsoft.osVersion, OID.Microsoft.requestClientInformation, OID.Microsoft.enrollmentCSPProvider,
    ]

    private mutating func read(_ attribute: RequestAttribute, leniency: CertificationRequest.Leniency) throws(FormatError) {
        switch attribute.oid {
        case OID.CMS.extensionRequest, OID.Microsoft.certificateExtensions:
            let values = leniency.contains(.repeatedExtensionRequests) ? attribute.values : [try single(attribute)]
            for value in values { try merge(CertificateExtension.readSequence(DERElement(parsing: value, structure: "Extensions"))) }
        case OID.Microsoft.enrollmentNameValuePair:
            for value in attribute.values { nameValuePairs += try EnrollmentNameValuePair.read(value) }
        case OID.Microsoft.osVersion:
            osVersion = try DERElement(parsing: single(attribute), structure: attribute.oid.nameOrDotted).anyString()
        case OID.Microsoft.requestClientInformation:
            clientInformation = try RequestClientInformation(derEncoded: single(attribute))
        case OID.Microsoft.enrollmentCSPProvider:
            cspProvider = try EnrollmentCSPProvider(derEncoded: single(attribute))
        case OID.CMS.challengePassword:
            challengePassword = try DERElement(parsing: single(attribute), structure: attribute.oid.nameOrDotted).anyString()
        case OID.Microsoft.renewalCertificate:
            renewalCertificate = try single(attribute)
        default:
            break
        }
    }

    /// The two identifiers of the extension request may occur side by side. If both contain an extension, they must repeat it word for
    /// word; otherwise two readers could take different ones.
    private mutating func merge(_ extensions: [CertificateExtension]) throws(FormatError) {
        if requestedExtensions.isEmpty {
            requestedExtensions = extensions
            return
        }
        let known = Dictionary(requestedExtensions.map { ($0.oid, $0) }) { first, _ in first }
        for item in extensions {
            guard let earlier = known[item.oid] else {
                requestedExtensions.append(item)
                continue
            }
            guard earlier == item else {
                throw FormatError(
                    structure: "Extensions",
                    reason: "the extension \(item.oid.nameOrDotted) is asked for twice with different values"
                )
            }
        }
    }

    private mutating func single(_ attribute: RequestAttribute) throws(FormatError) -> [UInt8] {
        guard seen.insert(attribute.oid).inserted else {
            throw FormatError(structure: attribute.oid.nameOrDotted, reason: "the attribute occurs twice")
        }
        guard attribute.values.count == 1 else {
            throw FormatError(
                structure: attribute.oid.nameOrDotted,
                reason: "the attribute has \(attribute.values.count) values; one is allowed"
            )
        }
        return attribute.values[0]
    }
}
