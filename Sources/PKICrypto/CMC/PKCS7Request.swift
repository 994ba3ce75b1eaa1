public import PKIFormats

/// PKCS #10 requests signed by somebody who has a certificate already (MS-WCCE 2.2.2.6.2): for renewal, and on behalf of another.
public enum PKCS7Request {
    /// Signs a request with the certificate that is to be renewed, or with that of an enrollment agent.
    ///
    /// A request for renewal holds ``RequestAttribute/renewalCertificate(_:)`` and is signed with the new key. For a request on behalf of
    /// another, put the pair `RequesterName` into `pairs`; it counts nowhere else.
    /// - Parameters:
    ///   - request: the DER of the PKCS #10 request.
    ///   - certificate: the signer's; it is put into the message.
    ///   - key: its key.
    ///   - pairs: names with values, as signed attributes.
    ///   - certificates: the DER of more certificates to put into the message.
    /// - Returns: the DER of the ContentInfo.
    /// - Throws: ``KeyError`` when the key is not the certificate's or cannot sign.
    public static func signed(
        _ request: [UInt8],
        certificate: Certificate,
        key: PrivateKey,
        pairs: [EnrollmentNameValuePair] = [],
        certificates: [[UInt8]] = []
    ) async throws -> [UInt8] {
        let attribute = CMSAttribute(OID.Microsoft.enrollmentNameValuePair, values: pairs.map(\.derEncoded))
        return try await CMSSigner.sign(
            content: request,
            contentType: OID.CMS.data,
            certificate: certificate,
            key: key,
            certificates: [certificate.derEncoded] + certificates.filter { $0 != certificate.derEncoded },
            attributes: pairs.isEmpty ? [] : [attribute]
        )
    }
}
