import PortableFoundation
import Synchronization

/// The id of one request in the log, the record and the answer. It is unique but not secret. The operating system's randomness would cost five calls a request,
/// so it is used once, and a generator (SplitMix64) continues from there.
enum CorrelationID {
    private static let position = Atomic<UInt64>(UInt64.random(in: .min ... .max))
    /// Random for this process, so that its ids differ from those of another process at the same position.
    private static let stream = UInt64.random(in: .min ... .max)

    static func next() -> UUID {
        // The step is odd, so every position is visited once before one repeats.
        let seed = position.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        let words = (mixed(seed), mixed(seed ^ stream))
        var octets: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        withUnsafeMutableBytes(of: &octets) {
            $0.storeBytes(of: words.0, as: UInt64.self)
            $0.storeBytes(of: words.1, toByteOffset: 8, as: UInt64.self)
            // RFC 9562 §5.8: a UUID whose content its maker chooses.
            $0[6] = $0[6] & 0x0F | 0x80
            $0[8] = $0[8] & 0x3F | 0x80
        }
        return UUID(uuid: octets)
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
