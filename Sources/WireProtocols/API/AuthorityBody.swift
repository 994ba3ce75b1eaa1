package import CAInterface
import PKIFormats

/// One element of `GET /api/v1/authorities`.
package struct AuthorityBody: Hashable, Sendable, Codable {
    package var name: String
    package var sanitizedName: String
    /// `host[:port]\name`.
    package var configString: String
    /// PEM.
    package var certificate: String
    /// PEM of the issuers, up to and including the root.
    package var chain: [String]
    /// Whether one person may request and approve here. Servers of the first versions lack the member; the answer is then false.
    package var singleOperator: Bool?

    package init(_ description: AuthorityDescription) {
        name = description.name
        sanitizedName = description.sanitizedName
        configString = description.configString
        certificate = PEMDocument(label: "CERTIFICATE", bytes: description.certificate).text
        chain = description.chain.map { PEMDocument(label: "CERTIFICATE", bytes: $0).text }
        singleOperator = description.isSingleOperator
    }

    /// - Throws: `BodyError` when a certificate is not PEM.
    package func description() throws(BodyError) -> AuthorityDescription {
        var issuers: [[UInt8]] = []
        for issuer in chain { issuers.append(try EncodedText.bytes(of: issuer, field: "chain")) }
        return AuthorityDescription(
            name: name,
            sanitizedName: sanitizedName,
            configString: configString,
            certificate: try EncodedText.bytes(of: certificate, field: "certificate"),
            chain: issuers,
            isSingleOperator: singleOperator ?? false
        )
    }
}
