import PortableFoundation
import PKICrypto
import PKIFormats

/// The parts that a request has without being told: "Supported Attributes"; "IX509CertificateRequestPkcs10::get_SuppressOids".
extension X509CertificateRequestPkcs10 {
    /// The attributes that `encode` makes itself.
    static let defaultAttributes = [
        OID.Microsoft.requestClientInformation, OID.Microsoft.enrollmentCSPProvider, OID.Microsoft.osVersion,
        OID.Microsoft.renewalCertificate,
    ]

    /// The extensions that `encode` makes itself.
    static let defaultExtensions = [
        OID.Extensions.smimeCapabilities, OID.Extensions.subjectKeyIdentifier, OID.Extensions.keyUsage,
    ]

    /// All attributes of the request, with the extensions in one of them.
    func attributes(of key: SubjectPublicKeyInfo) throws -> [RequestAttribute] {
        var attributes = cryptAttributes
        if !nameValuePairs.pairs.isEmpty {
            let values = nameValuePairs.pairs.map { EnrollmentNameValuePair(name: $0.name, value: $0.value).derEncoded }
            attributes.append(RequestAttribute(OID.Microsoft.enrollmentNameValuePair, values: values))
        }
        if let challengePassword { attributes.append(.challengePassword(challengePassword)) }
        let extensions = extensions(of: key)
        if !extensions.isEmpty { attributes.append(.extensionRequest(extensions)) }
        func put(_ attribute: @autoclosure () -> RequestAttribute, _ oid: OID) {
            if isWanted(oid), !attributes.contains(where: { $0.oid == oid }) { attributes.append(attribute()) }
        }
        put(.clientInformation(clientInformation), OID.Microsoft.requestClientInformation)
        put(.cspProvider(EnrollmentCSPProvider(keySpec: 0, providerName: keyProviderName)), OID.Microsoft.enrollmentCSPProvider)
        put(.osVersion(Self.operatingSystem), OID.Microsoft.osVersion)
        if let renewalCertificate { put(.renewalCertificate(renewalCertificate), OID.Microsoft.renewalCertificate) }
        return attributes
    }

    /// The extensions asked for and the default ones, critical where the list says so.
    func extensions(of key: SubjectPublicKeyInfo) -> [CertificateExtension] {
        var extensions = x509Extensions
        func put(_ value: @autoclosure () -> CertificateExtension, _ oid: OID) {
            if isWanted(oid), !extensions.contains(where: { $0.oid == oid }) { extensions.append(value()) }
        }
        if smimeCapabilities { put(Self.capabilities.asExtension(), OID.Extensions.smimeCapabilities) }
        put(SubjectKeyIdentifier(key.keyIdentifier).asExtension(), OID.Extensions.subjectKeyIdentifier)
        put(usage(of: key).asExtension(), OID.Extensions.keyUsage)
        return extensions.map { $0.marked(criticalExtensions) }
    }

    func isWanted(_ oid: OID) -> Bool { !suppressDefaults && !suppressOids.contains(oid) }

    var clientInformation: RequestClientInformation {
        RequestClientInformation(
            clientID: Int(clientID.rawValue),
            machineName: ProcessInfo.processInfo.hostName,
            userName: ProcessInfo.processInfo.userName,
            processName: ProcessInfo.processInfo.processName
        )
    }

    private var keyProviderName: String { key?.reference?.provider ?? providerName }

    /// `major.minor.build.platform`; 0 is no platform of Windows.
    private static var operatingSystem: String {
        let version = ProcessInfo.processInfo.operatingSystemVersion
        return "\(version.majorVersion).\(version.minorVersion).\(version.patchVersion).0"
    }

    private static var capabilities: SMIMECapabilities {
        SMIMECapabilities(
            [OID.Algorithms.aes256CBC, OID.Algorithms.aes192CBC, OID.Algorithms.aes128CBC, OID.Algorithms.tripleDESCBC].map { .init($0) }
        )
    }

    /// The uses of the kind of key, as the documented default takes them from the private key's own usages. The key of a CA signs certificates and
    /// lists; without these bits its certificates would be refused.
    private func usage(of key: SubjectPublicKeyInfo) -> KeyUsage {
        if (try? BasicConstraints.find(in: x509Extensions))?.isCA == true { return [.digitalSignature, .keyCertSign, .cRLSign] }
        return key.kind.isRSA
            ? [.digitalSignature, .nonRepudiation, .keyEncipherment, .dataEncipherment] : [.digitalSignature, .nonRepudiation]
    }
}

extension CertificateExtension {
    /// The same, critical also when the list has its identifier.
    func marked(_ criticalExtensions: [OID]) -> CertificateExtension {
        CertificateExtension(oid, critical: critical || criticalExtensions.contains(oid), value: value)
    }
}
