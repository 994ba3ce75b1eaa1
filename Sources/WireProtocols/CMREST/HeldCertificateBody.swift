package import PKIFormats
package import PortableFoundation

/// A certificate of a profile or smart card, and with `details` one of the caller's. `IsKeyHistory` has a capital here.
///
/// Source: "Get smart card or profile certificates", "Get user certificates"; members in the order of their examples.
package struct HeldCertificateBody: Hashable, Sendable {
    /// The members that only the caller's list has.
    package struct Details: Hashable, Sendable {
        package var notAfter: Date
        package var notBefore: Date
        /// `host\CA name`: not a distinguished name.
        package var issuer: String
        /// `DOMAIN\account`.
        package var requesterName: String
        package var status: Int

        package init(notAfter: Date, notBefore: Date, issuer: String, requesterName: String, status: Int) {
            self.notAfter = notAfter
            self.notBefore = notBefore
            self.issuer = issuer
            self.requesterName = requesterName
            self.status = status
        }
    }

    package var isKeyHistory: Bool
    package var archivedOnCA: Bool
    package var certificateType: Int
    package var templateCommonName: String
    /// Hexadecimal in any case; whole bytes in upper case on the wire.
    package var serialNumber: String
    /// SHA-1 in upper-case hexadecimal.
    package var thumbprint: String
    package var details: Details?

    package init(
        isKeyHistory: Bool,
        archivedOnCA: Bool,
        certificateType: Int,
        templateCommonName: String,
        serialNumber: String,
        thumbprint: String,
        details: Details? = nil
    ) {
        self.isKeyHistory = isKeyHistory
        self.archivedOnCA = archivedOnCA
        self.certificateType = certificateType
        self.templateCommonName = templateCommonName
        self.serialNumber = serialNumber
        self.thumbprint = thumbprint
        self.details = details
    }

    package var json: JSONValue {
        let digits = serialNumber.count.isMultiple(of: 2) ? serialNumber : "0" + serialNumber
        var members: [(String, JSONValue)] = [
            ("IsKeyHistory", .bool(isKeyHistory)), ("ArchivedOnCa", .bool(archivedOnCA)), ("CertificateType", .int(certificateType)),
            ("TemplateCommonName", .string(templateCommonName)), ("SerialNumber", .string(digits.uppercased())),
            ("Thumbprint", .string(thumbprint.uppercased())),
        ]
        if let details {
            members += [
                ("NotAfter", .string(InstantText.withoutZone(details.notAfter))),
                ("NotBefore", .string(InstantText.withoutZone(details.notBefore))), ("Issuer", .string(details.issuer)),
                ("RequesterName", .string(details.requesterName)), ("Status", .int(details.status)),
            ]
        }
        return .object(JSONMembers(members.map { JSONMembers.Member(name: $0.0, value: $0.1) }))
    }
}
