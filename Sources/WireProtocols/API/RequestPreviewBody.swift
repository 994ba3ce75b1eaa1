package import CAInterface
import CertificateTemplates
import PKIFormats
import PortableFoundation

/// The answer of `POST /api/v1/authorities/{ca}/requests/preview`.
package struct RequestPreviewBody: Hashable, Sendable, Codable {
    package var disposition: String
    package var dispositionCode: Int32
    package var status: String
    package var message: String
    package var reason: DenialReason?
    package var callerName: String
    package var requesterName: String
    package var template: String?
    package var templateVersion: Int?
    package var certificate: CertificateBody?
    package var omissions: [Omission]

    /// The certificate's parts, each with its origin.
    package struct CertificateBody: Hashable, Sendable, Codable {
        package var subject: String
        package var subjectSource: String
        package var issuer: String
        package var notBefore: String
        package var notAfter: String
        package var validitySource: String
        package var publicKey: String
        package var signatureAlgorithm: String
        package var extensions: [Extension]
    }

    /// One extension.
    package struct Extension: Hashable, Sendable, Codable {
        package var oid: String
        /// The dotted form where the library has no name.
        package var name: String
        package var critical: Bool
        package var values: [String]
        /// Base64 of the DER inside the OCTET STRING.
        package var der: String
        package var source: String
    }

    /// Something that the request asks for and would not get.
    package struct Omission: Hashable, Sendable, Codable {
        package var what: String
        package var why: String
    }

    package init(_ preview: RequestPreview) {
        disposition = preview.code.name
        dispositionCode = preview.code.rawValue
        status = preview.status.description
        message = preview.message
        reason = preview.reason
        callerName = preview.callerName
        requesterName = preview.requesterName
        template = preview.template
        templateVersion = preview.templateVersion
        certificate = preview.certificate.map { body in
            CertificateBody(
                subject: body.subject.rfc4514,
                subjectSource: body.subjectSource,
                issuer: body.issuer.rfc4514,
                notBefore: WireDate.text(body.notBefore),
                notAfter: WireDate.text(body.notAfter),
                validitySource: body.validitySource,
                publicKey: body.publicKey,
                signatureAlgorithm: body.signatureAlgorithm,
                extensions: body.extensions.map {
                    Extension(
                        oid: $0.oid.dotted,
                        name: $0.oid.nameOrDotted,
                        critical: $0.isCritical,
                        values: $0.values,
                        der: Base64.encode($0.der),
                        source: $0.source
                    )
                }
            )
        }
        omissions = preview.omissions.map { Omission(what: $0.what, why: $0.why) }
    }
}
