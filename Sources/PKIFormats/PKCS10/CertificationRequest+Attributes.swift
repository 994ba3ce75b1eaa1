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
