package import PortableFoundation

/// A key that makes a submission repeatable: a UUID of version 7 (RFC 9562 §5.7), made of milliseconds since 1970 and random bits.
///
/// Keys of the same time are neighbors in the CA's index. With fully random keys, each submission would change a different page.
package enum SubmissionKey {
    package static func fresh(at now: Date = Date()) -> String {
        var octets = UUID().uuid
        let milliseconds = UInt64(max(0, now.timeIntervalSince1970 * 1000))
        withUnsafeMutableBytes(of: &octets) { octets in
            for place in 0..<6 { octets[place] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * place)) }
            octets[6] = octets[6] & 0x0F | 0x70
        }
        return UUID(uuid: octets).uuidString.lowercased()
    }
}
