package import CAInterface
import PKIFormats

/// `POST …/certificate`: what another installation issued for a request of the authority.
package struct AuthorityCertificateBody: Hashable, Sendable, Codable {
    /// PEM or base64 of the DER, of the certificate and those above it, in any order.
    package var certificates: [String]
    /// The root that must be at the top.
    package var root: String?

    package init(_ given: AuthorityCertificates) {
        certificates = given.certificates.map { Base64.encode($0) }
        root = given.root.map { Base64.encode($0) }
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        guard let texts = try object.optionalTexts("certificates"), !texts.isEmpty else {
            throw BodyError(field: "certificates", value: "", reason: "certificates is absent or empty")
        }
        certificates = texts
        root = try object.optionalText("root")
        try object.finish()
    }

    package func given() throws(BodyError) -> AuthorityCertificates {
        var bytes: [[UInt8]] = []
        for text in certificates { bytes.append(try EncodedText.bytes(of: text, field: "certificates")) }
        var top: [UInt8]?
        if let root { top = try EncodedText.bytes(of: root, field: "root") }
        return AuthorityCertificates(certificates: bytes, root: top)
    }
}
