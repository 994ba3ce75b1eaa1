import CAInterface
public import PortableFoundation

/// 69: whether the certificate is in a backup, and since when. Source: "ICertPropertyBackedUp interface".
///
/// The octets are a truth value in two octets, two that are zero, and a FILETIME.
public final class CertPropertyBackedUp: CertProperty {
    override class var number: CertEnrollPropertyID? { .backedUp }

    /// Takes the value with the time of the call. Source: "ICertPropertyBackedUp::InitializeFromCurrentTime".
    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initializeFromCurrentTime(_ backedUpValue: Bool) throws { try initialize(backedUpValue, date: Date()) }

    /// - Parameter date: the time, in whole seconds.
    /// - Throws: `CAError` with 0x800704DF the second time.
    public func initialize(_ backedUpValue: Bool, date: Date) throws {
        let flag: [UInt8] = backedUpValue ? [0xFF, 0xFF, 0, 0] : [0, 0, 0, 0]
        try initialize(flag + FileTime.octets(of: date))
    }

    /// Whether it is in a backup. Source: "ICertPropertyBackedUp::get_BackedUpValue".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var backedUpValue: Bool { get throws { try value(for: "backedUpValue").prefix(4).contains { $0 != 0 } } }

    /// The time of the backup. Source: "ICertPropertyBackedUp::get_BackedUpTime".
    /// - Throws: `CAError` with 0x80040007 before initialization.
    public var backedUpTime: Date { get throws { FileTime.date(of: try value(for: "backedUpTime").dropFirst(4)) } }

    override func check(_ value: [UInt8]) throws {
        guard value.count == 12 else {
            throw CAError(
                .malformed,
                status: .invalidData,
                "The property has 12 octets, a truth value and a time; this has \(value.count)."
            )
        }
    }
}
