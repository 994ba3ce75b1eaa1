package import CertificateTemplates
import PKIDirectory
import PKIFormats

/// One element of `GET /api/v1/templates`, and `GET /api/v1/templates/{name}`. Flags are the documented numbers of MS-CRTD.
package struct TemplateBody: Hashable, Sendable, Codable {
    package struct AccessEntry: Hashable, Sendable, Codable {
        /// A SID.
        package var trustee: String
        /// Bits of `AccessRights`.
        package var rights: UInt32
        package var deny: Bool
    }

    package var name: String
    package var displayName: String
    package var oid: String
    package var schemaVersion: Int
    package var majorVersion: Int
    package var minorVersion: Int
    package var flags: UInt32
    package var nameFlags: UInt32
    package var enrollmentFlags: UInt32
    package var privateKeyFlags: UInt32
    package var minimumKeySize: Int
    package var minimumCurveBits: Int
    /// `p256`, `p384`, `p521`, `brainpoolP256r1`, `brainpoolP384r1`, `brainpoolP512r1`. `nil` means the curves of NIST.
    package var acceptedCurves: [String]?
    package var keySpec: Int
    /// Bit *n* of RFC 5280 §4.2.1.3 is `1 << n`.
    package var keyUsage: UInt16
    package var validitySeconds: Int
    package var overlapSeconds: Int
    package var extendedKeyUsage: [String]
    package var criticalExtensions: [String]
    package var pathLength: Int?
    package var authorizedSignatures: Int
    package var acceptsSHA1ProofOfPossession: Bool
    package var access: [AccessEntry]
    /// Counts the stored versions, from 1.
    package var version: Int

    package init(_ template: CertificateTemplate) {
        name = template.name
        displayName = template.displayName
        oid = template.oid.dotted
        schemaVersion = template.schemaVersion
        majorVersion = template.majorVersion
        minorVersion = template.minorVersion
        flags = template.flags.rawValue
        nameFlags = template.nameFlags.rawValue
        enrollmentFlags = template.enrollmentFlags.rawValue
        privateKeyFlags = template.privateKeyFlags.rawValue
        minimumKeySize = template.minimumKeySize
        minimumCurveBits = template.minimumCurveBits
        acceptedCurves = template.acceptedCurves.map(\.rawValue)
        keySpec = template.keySpec
        keyUsage = template.keyUsage.rawValue
        validitySeconds = template.validitySeconds
        overlapSeconds = template.overlapSeconds
        extendedKeyUsage = template.extendedKeyUsage.map(\.dotted)
        criticalExtensions = template.criticalExtensions.map(\.dotted)
        pathLength = template.pathLength
        authorizedSignatures = template.authorizedSignatures
        acceptsSHA1ProofOfPossession = template.acceptsSHA1ProofOfPossession
        access = template.access.entries.map { AccessEntry(trustee: $0.trustee.text, rights: $0.rights.rawValue, deny: $0.isDeny) }
        version = template.version
    }

    /// The template as a client works with it.
    /// - Throws: `UnreadableBody` naming the member that is not an OID or SID.
    package func template() throws(UnreadableBody) -> CertificateTemplate {
        CertificateTemplate(
            name: name,
            displayName: displayName,
            oid: try Self.oid(oid, "oid"),
            schemaVersion: schemaVersion,
            majorVersion: majorVersion,
            minorVersion: minorVersion,
            flags: GeneralFlags(rawValue: flags),
            nameFlags: CertificateNameFlags(rawValue: nameFlags),
            enrollmentFlags: EnrollmentFlags(rawValue: enrollmentFlags),
            privateKeyFlags: PrivateKeyFlags(rawValue: privateKeyFlags),
            minimumKeySize: minimumKeySize,
            minimumCurveBits: minimumCurveBits,
            acceptedCurves: try acceptedCurves?.map { name throws(UnreadableBody) in try Self.curve(name) } ?? NamedCurve.nist,
            keySpec: keySpec,
            keyUsage: KeyUsage(rawValue: keyUsage),
            validitySeconds: validitySeconds,
            overlapSeconds: overlapSeconds,
            extendedKeyUsage: try extendedKeyUsage.map { text throws(UnreadableBody) in try Self.oid(text, "extendedKeyUsage") },
            criticalExtensions: try criticalExtensions.map { text throws(UnreadableBody) in try Self.oid(text, "criticalExtensions") },
            pathLength: pathLength,
            authorizedSignatures: authorizedSignatures,
            acceptsSHA1ProofOfPossession: acceptsSHA1ProofOfPossession,
            access: AccessControlList(
                try access.map { entry throws(UnreadableBody) in
                    guard let trustee = SecurityIdentifier(entry.trustee) else {
                        throw UnreadableBody(field: "access", value: entry.trustee, reason: "the trustee is not a SID")
                    }
                    return AccessControlList.Entry(trustee: trustee, rights: AccessRights(rawValue: entry.rights), isDeny: entry.deny)
                }
            ),
            version: version
        )
    }

    private static func curve(_ name: String) throws(UnreadableBody) -> NamedCurve {
        guard let curve = NamedCurve(rawValue: name) else {
            throw UnreadableBody(
                field: "acceptedCurves",
                value: name,
                reason: "acceptedCurves holds none of \(NamedCurve.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return curve
    }

    private static func oid(_ text: String, _ field: String) throws(UnreadableBody) -> OID {
        guard let oid = OID(dotted: text) else {
            throw UnreadableBody(field: field, value: text, reason: "\(field) is not an object identifier")
        }
        return oid
    }
}
