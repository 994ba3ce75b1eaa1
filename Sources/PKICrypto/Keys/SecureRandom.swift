/// Random octets from the operating system's generator.
public enum SecureRandom {
    /// Returns `count` octets that nobody can predict; an empty array when `count` is not positive.
    public static func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        guard count > 0 else { return bytes }
        bytes.reserveCapacity(count)
        var generator = SystemRandomNumberGenerator()
        while bytes.count < count {
            var word: UInt64 = generator.next()
            for _ in 0..<min(8, count - bytes.count) {
                bytes.append(UInt8(truncatingIfNeeded: word))
                word >>= 8
            }
        }
        return bytes
    }

    /// The same with the argument named: ``bytes(_:)``.
    public static func bytes(count: Int) -> [UInt8] { bytes(count) }
}
