package import CAInterface
package import PKIFormats

/// The answer of `GET /.well-known/chancery` (RFC 8615): the CAs of a server, for everybody.
///
/// It has only what certificates and their addresses show anyway. Source of the members: "ICertConfig::GetField".
package struct DiscoveryBody: Hashable, Sendable, Codable {
    /// The path, which is the same on every server.
    package static let path = "/.well-known/chancery"

    package var authorities: [Authority]

    package struct Authority: Hashable, Sendable, Codable {
        package var commonName: String
        package var organizationalUnit: String?
        package var organization: String?
        package var locality: String?
        package var state: String?
        package var country: String?
        /// `host[:port]\name`.
        package var config: String
        package var sanitizedName: String
        package var sanitizedShortName: String
        /// PEM.
        package var signatureCertificate: String
        /// PEM of the issuers, up to and including the root.
        package var chain: [String]
        /// Web services for enrollment; empty while the server has none.
        package var enrollmentServers: [EnrollmentServer]

        /// - Throws: `FormatError` when the certificate cannot be read.
        package init(_ description: AuthorityDescription) throws(FormatError) {
            let subject = try Certificate(derEncoded: description.certificate).subject
            commonName = description.name
            organizationalUnit = subject.values(of: OID.organizationalUnit).last
            organization = subject.values(of: OID.organization).last
            locality = subject.values(of: OID.locality).last
            state = subject.values(of: OID.stateOrProvince).last
            country = subject.values(of: OID.country).last
            config = description.configString
            sanitizedName = description.sanitizedName
            sanitizedShortName = SanitizedName.short(of: description.name)
            signatureCertificate = PEMDocument(label: "CERTIFICATE", bytes: description.certificate).text
            chain = description.chain.map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }
            enrollmentServers = []
        }
    }

    /// One web service of the directory attribute `msPKI-Enrollment-Servers`.
    package struct EnrollmentServer: Hashable, Sendable, Codable {
        package var url: String
        package var priority: Int
        /// The number of an X509EnrollmentAuthFlags value.
        package var authentication: Int
        package var renewalOnly: Bool
    }

    /// - Throws: `FormatError` when the certificate of an authority cannot be read.
    package init(_ descriptions: [AuthorityDescription]) throws(FormatError) {
        var authorities: [Authority] = []
        for description in descriptions { authorities.append(try Authority(description)) }
        self.authorities = authorities
    }
}
