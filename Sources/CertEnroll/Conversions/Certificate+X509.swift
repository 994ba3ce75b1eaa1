public import PKIFormats
import SwiftASN1
public import X509

extension X509.Certificate {
    /// The same certificate as a type of swift-certificates.
    /// - Throws: ``ConversionError`` when swift-certificates cannot hold it: it refuses algorithms and keys that it does not know, and
    ///   would write some certificates with other octets than it read.
    public init(_ certificate: PKIFormats.Certificate) throws(ConversionError) {
        let written: [UInt8]
        do {
            self = try X509.Certificate(derEncoded: certificate.derEncoded)
            written = try ConversionError.octets(of: self)
        } catch {
            throw ConversionError(type: "X509.Certificate", reason: "\(error)")
        }
        guard written == certificate.derEncoded else {
            throw ConversionError(type: "X509.Certificate", reason: "it would be written with other octets than it was read with")
        }
    }
}

extension PKIFormats.Certificate {
    /// The same certificate as a type of this library.
    /// - Throws: ``ConversionError`` when its octets are not DER as RFC 5280 demands.
    public init(_ certificate: X509.Certificate) throws(ConversionError) {
        do {
            try self.init(derEncoded: ConversionError.octets(of: certificate))
        } catch {
            throw ConversionError(type: "PKIFormats.Certificate", reason: "\(error)")
        }
    }
}
