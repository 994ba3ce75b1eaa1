public import PKIFormats

extension CertificateList {
    /// Whether the holder of `issuerKey` signed this revocation list, by the signature alone.
    /// - Throws: ``UnsupportedAlgorithm`` when the algorithm or the key is none that is computed here.
    public func isSigned(with issuerKey: SubjectPublicKeyInfo) throws(UnsupportedAlgorithm) -> Bool {
        guard signatureAlgorithm == innerSignatureAlgorithm else { return false }
        return try Signature.isValid(signature, over: tbsBytes, algorithm: signatureAlgorithm, key: issuerKey)
    }
}
