extension SignedData {
    /// The DER of the attribute certificates of version 2 in the message, under the tag they have when they stand alone: in a message it is `[2]` (RFC 5652 §10.2.2).
    public var attributeCertificateBytes: [[UInt8]] {
        otherCertificates.filter { $0.first == 0xA2 }.map { [0x30] + $0.dropFirst() }
    }

    /// Reads the attribute certificates of version 2 among ``otherCertificates``, in the order found. Those of version 1 and other formats are
    /// passed over.
    public func attributeCertificates() throws(FormatError) -> [AttributeCertificate] {
        var found: [AttributeCertificate] = []
        for bytes in attributeCertificateBytes { found.append(try AttributeCertificate(derEncoded: bytes)) }
        return found
    }

    /// Reads the OCSP responses (RFC 5940) in ``otherRevocationInfo``, in the order found. Other formats are passed over.
    public func ocspResponses() throws(FormatError) -> [OCSPResponse] {
        var found: [OCSPResponse] = []
        for member in otherRevocationInfo {
            if let response = try OtherRevocationInformation(derEncoded: member).ocspResponse() { found.append(response) }
        }
        return found
    }
}

extension AttributeCertificate {
    /// The attribute certificate under the tag `[2]`, as a message takes it among its certificates (RFC 5652 §10.2.2).
    public var certificateChoice: [UInt8] { [0xA2] + derEncoded.dropFirst() }
}
