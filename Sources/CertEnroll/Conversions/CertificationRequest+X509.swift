public import PKIFormats
import SwiftASN1
public import X509

extension X509.CertificateSigningRequest {
    /// The same request as a type of swift-certificates.
    /// - Throws: ``ConversionError`` when swift-certificates cannot hold it: it refuses algorithms and keys that it does not know, and
    ///   would write some requests with other octets than it read, so that their signature no longer fits.
    public init(_ request: PKIFormats.CertificationRequest) throws(ConversionError) {
        let written: [UInt8]
        do {
            self = try X509.CertificateSigningRequest(derEncoded: request.derEncoded)
            written = try ConversionError.octets(of: self)
        } catch {
            throw ConversionError(type: "X509.CertificateSigningRequest", reason: "\(error)")
        }
        guard written == request.derEncoded else {
            throw ConversionError(
                type: "X509.CertificateSigningRequest",
                reason: "it would be written with other octets than it was read with"
            )
        }
    }
}

extension PKIFormats.CertificationRequest {
    /// The same request as a type of this library.
    /// - Throws: ``ConversionError`` when its octets are not DER as RFC 2986 demands.
    public init(_ request: X509.CertificateSigningRequest) throws(ConversionError) {
        do {
            try self.init(derEncoded: ConversionError.octets(of: request))
        } catch {
            throw ConversionError(type: "PKIFormats.CertificationRequest", reason: "\(error)")
        }
    }
}
