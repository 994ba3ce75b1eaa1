import CAInterface
import CertificateTemplates
import PKIDirectory
import PKIFormats
import PortableFoundation

/// What a policy module sees of a request: properties, attributes and extensions, and the certificate that the rules would make. Source:
/// "ICertServerPolicy::GetRequestProperty", "…GetCertificateExtension".
package struct PolicyModuleContext: Sendable, Encodable {
    package struct Extension: Sendable, Encodable {
        package let oid: String
        package let critical: Bool
        /// DER in Base64.
        package let value: String

        init(_ item: CertificateExtension) {
            oid = item.oid.dotted
            critical = item.critical
            value = Base64.encode(item.value)
        }
    }

    package struct Certificate: Sendable, Encodable {
        package let subject: String
        package let subjectAltNames: [String]
        package let notBefore: String
        package let notAfter: String
        package let extensions: [Extension]
    }

    package let authority: String
    /// By the documented names: RequestID, RequesterName, CallerName, RequesterUPN, RequesterDN, DistinguishedName, CertificateTemplate, RawRequest.
    package let properties: [String: String]
    /// In the order of the request; a name may occur twice.
    package let attributes: [[String]]
    package let requestedExtensions: [Extension]
    package let certificate: Certificate

    init(
        _ question: Question,
        row: StoredRequest,
        names: CertificateNames,
        profile: CertificateProfile,
        authority: KnownAuthority,
        clockSkewSeconds: Int
    ) {
        self.authority = authority.stored.name
        var properties: [String: String] = [
            "RequestID": row.id.description,
            "RequesterName": row.requesterName,
            "CallerName": row.callerName,
            "RequesterDN": question.subject.principal.distinguishedName.rfc4514,
            "DistinguishedName": question.received.subject.rfc4514,
            "CertificateTemplate": question.template.name,
            "RawRequest": Base64.encode(row.rawRequest),
            "SanitizedCAName": authority.sanitizedName,
            "SanitizedShortName": authority.shortName,
        ]
        properties["RequesterUPN"] = question.subject.principal.userPrincipalName
        properties["MachineDNSName"] = question.subject.principal.dnsHostName
        self.properties = properties
        attributes = row.attributes.map { [$0.name, $0.value] }
        requestedExtensions = question.received.requestedExtensions.map(Extension.init)
        let begin = max(question.now.addingTimeInterval(-Double(clockSkewSeconds)), question.issuer.notBefore)
        let end = min(begin.addingTimeInterval(Double(profile.validitySeconds)), question.issuer.notAfter)
        certificate = Certificate(
            subject: names.subject.rfc4514,
            subjectAltNames: names.alternativeNames.map(\.description),
            notBefore: begin.formatted(.iso8601),
            notAfter: end.formatted(.iso8601),
            extensions: profile.extensions.map(Extension.init)
        )
    }
}
