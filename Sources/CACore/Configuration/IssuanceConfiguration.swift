import CAInterface
import CertificateTemplates
package import PKIFormats

/// The configuration of an authority as far as it counts when certificates are issued, read once for each snapshot.
package struct IssuanceConfiguration: Sendable, Hashable {
    /// The longest certificate in seconds; nil leaves it to template and issuer.
    package var longestValiditySeconds: Int?
    /// nil for the engine's own value.
    package var clockSkewSeconds: Int?
    /// Extensions that no new certificate has.
    package var disabledExtensions: Set<OID> = []
    /// The parts of a requested subject that are taken; nil for all of them.
    package var subjectParts: [OID]?
    /// Whether these parts keep the order of the request.
    package var keepsSubjectOrder = false
    package var addsOCSPNoCheck = false
    /// Whether attributes of a request may shorten its certificate.
    package var attributesShortenValidity = false
    package var disposition = RequestDisposition.issue
    package var refusesRemoteRequests = false
    /// Whether agents may bring the renewals of others.
    package var renewsOnBehalf = false
    /// nil for the authority's own addresses.
    package var certificateURLs: [String]?
    package var ocspURLs: [String] = []
    package var policyModule: PolicyModuleSetting?

    package init() {}

    /// The parts that SubjectTemplate can name. Source: MS-CSRA, product note 15.
    static let subjectParts: [(name: String, type: OID)] = [
        ("EMail", OID.emailAddress), ("CommonName", OID.commonName), ("OrganizationalUnit", OID.organizationalUnit),
        ("Organization", OID.organization), ("Locality", OID.locality), ("State", OID.stateOrProvince),
        ("DomainComponent", OID.domainComponent), ("Country", OID.country), ("Title", OID.title), ("GivenName", OID.givenName),
        ("Initials", OID.initials), ("SurName", OID.surname), ("StreetAddress", OID.streetAddress),
        ("UnstructuredName", OID.unstructuredName), ("UnstructuredAddress", OID.unstructuredAddress),
        ("DeviceSerialNumber", OID.serialNumber),
    ]

    static func subjectPart(_ name: String) -> OID? { subjectParts.first { $0.name.lowercased() == name.lowercased() }?.type }
}

extension CertificateNames {
    /// Only the parts of a requested subject that the authority's subject template names, in its order.
    ///
    /// The template lists parts as Windows shows a name, the most special first, so they are encoded from the last to the first.
    func narrowed(by configuration: IssuanceConfiguration, template: CertificateTemplate) throws(Refusal) -> CertificateNames {
        guard let parts = configuration.subjectParts else { return self }
        let kept = subject.rdns.filter { rdn in rdn.attributes.allSatisfy { parts.contains($0.type) } }
        let ordered =
            configuration.keepsSubjectOrder
            ? kept : parts.reversed().flatMap { part in kept.filter { $0.attributes.first?.type == part } }
        guard ordered != subject.rdns else { return self }
        guard !ordered.isEmpty || (!alternativeNames.isEmpty && !template.isCA) else {
            throw Refusal(
                Denial(
                    .certsrvBadRequestSubject,
                    rule: Self.rule,
                    field: "subject",
                    value: String(subject.rfc4514.prefix(200)),
                    text: "No part of the requested subject is one that this authority takes from requests.",
                    remedy: "Ask for a subject with parts of the authority's SubjectTemplate."
                )
            )
        }
        let dropped = subject.rdns.count == kept.count ? [] : ["a part of the subject that the authority's SubjectTemplate does not name"]
        return CertificateNames(
            subject: DistinguishedName(ordered),
            alternativeNames: alternativeNames,
            leftOut: leftOut + dropped,
            accountSID: accountSID
        )
    }
}
