/// A PIN as it travels: six to eight digits, then FF up to eight octets (SP 800-73-4 part 2 §2.4.3).
struct CardPIN: Hashable, Sendable {
    let padded: [UInt8]

    /// Fails for octets that are not of this form.
    init?(padded: some Collection<UInt8>) {
        let digits = padded.prefix { (0x30...0x39).contains($0) }
        guard padded.count == 8, digits.count >= 6, padded.dropFirst(digits.count).allSatisfy({ $0 == 0xFF }) else { return nil }
        self.padded = Array(padded)
    }

    init?(text: String) { self.init(padded: paddedSecret(text)) }
}

/// A PUK as it travels: six to eight octets, then FF up to eight. The standard leaves the octets open.
struct CardPUK: Hashable, Sendable {
    let padded: [UInt8]

    /// Fails for octets that are not of this form.
    init?(padded: some Collection<UInt8>) {
        let octets = padded.prefix { $0 != 0xFF }
        guard padded.count == 8, octets.count >= 6, padded.dropFirst(octets.count).allSatisfy({ $0 == 0xFF }) else { return nil }
        self.padded = Array(padded)
    }

    init?(text: String) { self.init(padded: paddedSecret(text)) }
}

private func paddedSecret(_ text: String) -> [UInt8] {
    Array(text.utf8) + [UInt8](repeating: 0xFF, count: max(0, 8 - text.utf8.count))
}
