package import CAInterface
import PKIFormats

/// `POST /api/v1/authorities`: a further authority.
package struct AuthorityOrderBody: Hashable, Sendable, Codable {
    /// `root`, `issuing` or `subordinate`.
    package var kind: String
    package var name: String
    /// RFC 4514.
    package var subject: String?
    package var organization: String?
    /// The name of the authority here that certifies a subordinate one; absent when another installation does.
    package var parent: String?
    package var keyAlgorithm: String?
    package var hash: String?
    /// A pkcs11: URI.
    package var keyToken: String?
    package var validitySeconds: Int?
    package var pathLength: Int?
    package var crlPeriodSeconds: Int?
    package var crlValiditySeconds: Int?
    package var publicAddress: String?
    package var loadsTemplates: Bool?
    /// Further extensions of the certificate, each base64 of the DER of an Extension.
    package var extensions: [String]?
    /// Accepted only from loopback.
    package var passphrase: String?

    /// - Parameter order: one that its own initializer made.
    package init(_ order: AuthorityOrder) {
        switch order.parent {
        case .itself: kind = order.issues ? "issuing" : "root"
        case .authority(let name): (kind, parent) = ("subordinate", name)
        case .elsewhere: kind = "subordinate"
        }
        name = order.name
        subject = order.subject?.rfc4514
        organization = order.organization
        keyAlgorithm = order.keyAlgorithm
        hash = order.hash
        keyToken = order.keyToken?.description
        validitySeconds = order.validitySeconds
        pathLength = order.pathLength
        crlPeriodSeconds = order.crlPeriodSeconds
        crlValiditySeconds = order.crlValiditySeconds
        publicAddress = order.publicAddress
        loadsTemplates = order.loadsTemplates
        extensions = order.extensions.isEmpty ? nil : order.extensions.map { Base64.encode($0.derEncoded) }
        passphrase = order.passphrase.map { String(decoding: $0, as: UTF8.self) }
    }

    package init(json: [UInt8]) throws(BodyError) {
        var object = try JSONObject(body: json)
        kind = try object.text("kind")
        name = try object.text("name")
        subject = try object.optionalText("subject")
        organization = try object.optionalText("organization")
        parent = try object.optionalText("parent")
        keyAlgorithm = try object.optionalText("keyAlgorithm")
        hash = try object.optionalText("hash")
        keyToken = try object.optionalText("keyToken")
        validitySeconds = try object.optionalNumber("validitySeconds")
        pathLength = try object.optionalNumber("pathLength")
        crlPeriodSeconds = try object.optionalNumber("crlPeriodSeconds")
        crlValiditySeconds = try object.optionalNumber("crlValiditySeconds")
        publicAddress = try object.optionalText("publicAddress")
        loadsTemplates = try object.optionalFlag("loadsTemplates")
        extensions = try object.optionalTexts("extensions")
        passphrase = try object.optionalText("passphrase")
        try object.finish()
    }

    package func order() throws(BodyError) -> AuthorityOrder {
        guard ["root", "issuing", "subordinate"].contains(kind) else {
            throw BodyError(field: "kind", value: kind, reason: "there is no kind \(kind) of authority; it is root, issuing or subordinate")
        }
        if let parent, kind != "subordinate" {
            throw BodyError(field: "parent", value: parent, reason: "an authority that signs its own certificate has no parent")
        }
        var order = AuthorityOrder(
            name: name,
            parent: kind == "subordinate" ? parent.map { .authority($0) } ?? .elsewhere : .itself,
            issues: kind != "root"
        )
        if let subject {
            do { order.subject = try DistinguishedName(rfc4514: subject) } catch {
                throw BodyError(
                    field: "subject",
                    value: subject,
                    reason: "the subject is not a name as RFC 4514 writes it: \(error.reason)"
                )
            }
        }
        order.organization = organization
        order.keyAlgorithm = keyAlgorithm ?? order.keyAlgorithm
        order.hash = hash
        if let keyToken {
            do { order.keyToken = try PKCS11URI(keyToken) } catch {
                throw BodyError(field: "keyToken", value: keyToken, reason: "keyToken \(error.reason)")
            }
        }
        order.validitySeconds = validitySeconds ?? order.validitySeconds
        order.pathLength = pathLength
        order.crlPeriodSeconds = crlPeriodSeconds ?? order.crlPeriodSeconds
        order.crlValiditySeconds = crlValiditySeconds ?? max(order.crlValiditySeconds, order.crlPeriodSeconds)
        order.publicAddress = publicAddress
        order.loadsTemplates = loadsTemplates ?? order.loadsTemplates
        order.passphrase = passphrase.map { Array($0.utf8) }
        for text in extensions ?? [] {
            let bytes = try EncodedText.bytes(of: text, field: "extensions")
            do { order.extensions.append(try CertificateExtension(derEncoded: bytes)) } catch {
                throw BodyError(field: "extensions", value: text, reason: "an extension cannot be read: \(error.reason)")
            }
        }
        return order
    }
}
