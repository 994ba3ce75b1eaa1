/// The public operation of RSA, s^e mod n, for signatures that the library underneath does not verify, and for OAEP with a label.
///
/// Its time depends on the exponent and the length of the modulus. The value is a secret under OAEP: a value is compared with the modulus and its products are
/// reduced without a branch that depends on it.
enum RSAPublicOperation {
    /// - Parameters:
    ///   - value: big-endian octets, as many as the modulus has.
    ///   - exponent: big-endian, odd, from 3 on, at most 33 bits long.
    ///   - modulus: big-endian without leading zeros, odd, 1024 through 16384 bits.
    /// - Returns: as many octets as the modulus has; `nil` when an argument is out of bounds.
    static func apply(to value: [UInt8], exponent: [UInt8], modulus: [UInt8]) -> [UInt8]? {
        guard (128...2048).contains(modulus.count), value.count == modulus.count, exponent.count <= 5 else { return nil }
        let e = exponent.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let last = modulus.last, last & 1 == 1, modulus.first != 0, e >= 3, e & 1 == 1, e >> 33 == 0,
            case let number = limbs(value),
            case let bound = limbs(modulus), MontgomeryField.isLess(number, bound)
        else { return nil }
        let field = MontgomeryField(modulus: bound)
        let base = field.product(number, field.squareOfR)
        var result = base
        for bit in stride(from: 62 - e.leadingZeroBitCount, through: 0, by: -1) {
            result = field.product(result, result)
            if e >> bit & 1 == 1 { result = field.product(result, base) }
        }
        var one = [UInt64](repeating: 0, count: field.modulus.count)
        one[0] = 1
        return octets(field.product(result, one), count: modulus.count)
    }

    /// Little-endian words of 64 bits.
    private static func limbs(_ octets: [UInt8]) -> [UInt64] {
        var limbs = [UInt64](repeating: 0, count: (octets.count + 7) / 8)
        for (index, octet) in octets.reversed().enumerated() { limbs[index / 8] |= UInt64(octet) << (8 * (index % 8)) }
        return limbs
    }

    private static func octets(_ limbs: [UInt64], count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: limbs[$0 / 8] >> (8 * ($0 % 8))) }
    }
}
