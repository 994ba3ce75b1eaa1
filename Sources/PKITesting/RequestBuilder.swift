package import PKICrypto
package import PKIFormats

/// Makes certificate requests for tests.
package enum RequestBuilder {
    /// A PKCS #10 request signed by `key` with its default algorithm.
    /// - Parameters:
    ///   - attributes: put into the request unchanged.
    ///   - extensions: requested in one extensionRequest attribute; none when empty.
    /// - Returns: the DER of the CertificationRequest.
    package static func pkcs10(
        key: PrivateKey,
        subject: DistinguishedName,
        attributes: [RequestAttribute] = [],
        extensions: [CertificateExtension] = []
    ) async throws -> [UInt8] {
        var all = attributes
        if !extensions.isEmpty { all.append(.extensionRequest(extensions)) }
        let info = CertificationRequestInfo(subject: subject, subjectPublicKeyInfo: key.publicKey, attributes: all).derEncoded()
        let algorithm = key.defaultSignatureAlgorithm
        return CertificationRequestInfo.assemble(info: info, algorithm: algorithm, signature: try await key.sign(info, using: algorithm))
    }
}
