import CAInterface
public import CertCli
public import PortableFoundation
public import PKIFormats

/// A revoked certificate of a list. Source: "IX509CertificateRevocationListEntry interface".
public final class X509CertificateRevocationListEntry {
    private var state = InitializedOnce<(serialNumber: [UInt8], date: Date)>("The entry")

    /// The reason; `unspecified` is not written. Source: "IX509CertificateRevocationListEntry::get_RevocationReason".
    public var revocationReason = CRLRevocationReason.unspecified
    /// Extensions of the entry besides the reason. Source: "IX509CertificateRevocationListEntry::get_X509Extensions".
    public var x509Extensions: [CertificateExtension] = []
    /// The extensions marked critical. Source: "IX509CertificateRevocationListEntry::get_CriticalExtensions".
    public var criticalExtensions: [OID] = []

    /// An object without a certificate: call ``initialize(_:serialNumber:revocationDate:)``.
    public init() {}

    /// The object for a plain entry.
    public convenience init(_ entry: RevokedEntry) {
        self.init()
        // The first initialization of a new object cannot fail.
        try? state.initialize((entry.serialNumber, entry.date))
        revocationReason = entry.reason.map { CRLRevocationReason(rawValue: Int32(truncatingIfNeeded: $0.rawValue)) } ?? .unspecified
        x509Extensions = entry.extensions
        criticalExtensions = entry.extensions.filter(\.critical).map(\.oid)
    }

    /// - Parameters:
    ///   - serialNumber: of the certificate, 1 to 20 octets, the most significant first.
    ///   - revocationDate: in whole seconds.
    /// - Throws: `CAError`: 0x800704DF the second time, 0x8007000D when the number is not in the encoding, 0x80070057 for no or too many octets.
    public func initialize(_ encoding: EncodingType, serialNumber: [UInt8], revocationDate: Date) throws {
        try state.initialize((try SerialOctets.read(serialNumber, encoding), revocationDate))
    }

    /// The serial number. Source: "IX509CertificateRevocationListEntry::get_SerialNumber".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public func serialNumber(_ encoding: EncodingType = .hexRaw) throws -> EncodedBytes {
        try encoding.encode(try state.value(for: "serialNumber").serialNumber)
    }

    /// The time of revocation. Source: "IX509CertificateRevocationListEntry::get_RevocationDate".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var revocationDate: Date { get throws { try state.value(for: "revocationDate").date } }

    /// The plain entry.
    /// - Throws: `CAError`: 0x80040007 before initialization, 0x80070057 for a reason that RFC 5280 does not have.
    public var value: RevokedEntry {
        get throws {
            let (serial, date) = try state.value(for: "value")
            guard let reason = CRLReason(known: Int(revocationReason.rawValue)) else {
                throw CAError.badArgument(
                    "The revocation reason \(revocationReason.rawValue) does not exist. Use 0 through 6 or 8 through 10."
                )
            }
            let extensions = x509Extensions.map {
                CertificateExtension($0.oid, critical: $0.critical || criticalExtensions.contains($0.oid), value: $0.value)
            }
            return RevokedEntry(serialNumber: serial, date: date, reason: reason == .unspecified ? nil : reason, extensions: extensions)
        }
    }
}

/// Serial numbers as octets of a positive INTEGER.
enum SerialOctets {
    static func read(_ input: [UInt8], _ encoding: EncodingType) throws(CAError) -> [UInt8] {
        let number = Array(try encoding.decode(input).drop { $0 == 0 })
        guard !number.isEmpty, number.count <= 20 else {
            throw .badArgument("A serial number has 1 to 20 octets and is not 0; this has \(number.count).")
        }
        return content(number)
    }

    /// With the zero octet that keeps a number positive.
    static func content(_ number: [UInt8]) -> [UInt8] { (number.first ?? 0) >= 0x80 ? [0] + number : number }
}
