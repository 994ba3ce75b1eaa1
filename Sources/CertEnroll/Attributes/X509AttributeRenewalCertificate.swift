import CAInterface
public import CertCli
public import PKIFormats

/// 1.3.6.1.4.1.311.13.1: the certificate that a request renews. Source: "IX509AttributeRenewalCertificate interface".
public final class X509AttributeRenewalCertificate: KnownX509Attribute<RenewalCertificate> {
    /// - Throws: `CAError` with 0x800704DF the second time, 0x8007000D when the data is not in the encoding, 0x8009310B when it is no certificate.
    public func initializeEncode(_ encoding: EncodingType, certificate: [UInt8]) throws {
        try initialize(with: (RenewalCertificate.oid, try encoding.decode(certificate)))
    }

    /// The certificate. Source: "IX509AttributeRenewalCertificate::get_RenewalCertificate".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public func renewalCertificate(_ encoding: EncodingType = .base64) throws -> EncodedBytes {
        try encoding.encode(try known(for: "renewalCertificate").derEncoded)
    }
}
