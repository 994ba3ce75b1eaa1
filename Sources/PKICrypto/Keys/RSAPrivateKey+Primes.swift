package import PKIFormats

extension RSAPrivateKey {
    /// The whole key from its primes, as the shorter private blob of CNG has it. It takes different times for different keys.
    /// - Parameters: big-endian.
    /// - Returns: nil when the primes are not those of `publicKey`, or its exponent has more than 32 bits.
    package init?(publicKey: RSAPublicKey, primes first: [UInt8], _ second: [UInt8]) {
        let (p, q) = (LongNumber(first), LongNumber(second))
        let exponent = publicKey.publicExponent.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard publicKey.publicExponent.count <= 4, exponent > 1, !p.isEven, !q.isEven, p.words.count <= 256, q.words.count <= 256,
            p.multiplied(by: q).octets == Array(publicKey.modulus.drop { $0 == 0 })
        else { return nil }
        let (pLess, qLess) = (p.predecessor, q.predecessor)
        guard let whole = pLess.multiplied(by: qLess).inverse(of: exponent), let dP = pLess.inverse(of: exponent),
            let dQ = qLess.inverse(of: exponent), let coefficient = q.inverse(moduloPrime: p)
        else { return nil }
        self.init(
            publicKey: publicKey,
            privateExponent: whole.octets,
            prime1: p.octets,
            prime2: q.octets,
            exponent1: dP.octets,
            exponent2: dQ.octets,
            coefficient: coefficient.octets
        )
    }
}

/// A whole number of any length, for the few operations that this needs.
private struct LongNumber {
    /// The least significant first, without zeros at the end.
    let words: [UInt64]

    init(words: [UInt64]) {
        var words = words
        while words.last == 0 { words.removeLast() }
        self.words = words
    }

    init(_ octets: [UInt8]) {
        var words: [UInt64] = []
        for (index, octet) in octets.reversed().enumerated() {
            if index.isMultiple(of: 8) { words.append(0) }
            words[words.count - 1] |= UInt64(octet) << (8 * UInt64(index % 8))
        }
        self.init(words: words)
    }

    var octets: [UInt8] {
        Array(words.reversed().flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64(7 - $0))) } }.drop { $0 == 0 })
    }

    var isEven: Bool { (words.first ?? 0) & 1 == 0 }
    /// The number less one; it must be odd.
    var predecessor: LongNumber { LongNumber(words: [words[0] - 1] + words.dropFirst()) }

    func multiplied(by other: LongNumber) -> LongNumber {
        var product = [UInt64](repeating: 0, count: words.count + other.words.count + 1)
        for (place, word) in words.enumerated() {
            var carry: UInt64 = 0
            for (offset, factor) in other.words.enumerated() {
                let (high, low) = word.multipliedFullWidth(by: factor)
                let (sum, one) = product[place + offset].addingReportingOverflow(low)
                let (total, two) = sum.addingReportingOverflow(carry)
                product[place + offset] = total
                carry = high &+ (one ? 1 : 0) &+ (two ? 1 : 0)
            }
            product[place + other.words.count] = carry
        }
        return LongNumber(words: product)
    }

    private func divided(by divisor: UInt64) -> (quotient: LongNumber, remainder: UInt64) {
        var quotient = words
        var remainder: UInt64 = 0
        for index in words.indices.reversed() {
            (quotient[index], remainder) = divisor.dividingFullWidth((remainder, words[index]))
        }
        return (LongNumber(words: quotient), remainder)
    }

    /// The inverse of a small number modulo this one: (1 + k·m) / e for the k below e that makes it whole.
    func inverse(of small: UInt64) -> LongNumber? {
        // The small number has 32 bits, so nothing here overflows.
        var remainder = divided(by: small).remainder
        guard remainder != 0 else { return nil }
        var (former, present) = (Int64(0), Int64(1))
        var divisor = small
        while remainder > 1 {
            let quotient = divisor / remainder
            (divisor, remainder) = (remainder, divisor % remainder)
            (former, present) = (present, former - Int64(quotient) * present)
            if remainder == 0 { return nil }
        }
        let inverse = UInt64(present < 0 ? present + Int64(small) : present)
        let multiple = multiplied(by: LongNumber(words: [small - inverse]))
        var words = multiple.words + [0]
        for index in words.indices {
            let (sum, isOver) = words[index].addingReportingOverflow(1)
            words[index] = sum
            if !isOver { break }
        }
        let (quotient, rest) = LongNumber(words: words).divided(by: small)
        return rest == 0 ? quotient : nil
    }

    /// The inverse modulo a prime p: the power p − 2.
    func inverse(moduloPrime p: LongNumber) -> LongNumber? {
        let field = MontgomeryField(modulus: p.words)
        var base = words
        guard base.count <= p.words.count else { return nil }
        base += [UInt64](repeating: 0, count: p.words.count - base.count)
        // The field takes numbers below its modulus only.
        let one = [1] + [UInt64](repeating: 0, count: p.words.count - 1)
        base = field.product(field.product(base, one), field.squareOfR)
        base = field.product(base, field.squareOfR)
        var power = field.product(one, field.squareOfR)
        var exponent = p.words
        var borrow: UInt64 = 2
        for index in exponent.indices where borrow > 0 {
            let (difference, isUnder) = exponent[index].subtractingReportingOverflow(borrow)
            exponent[index] = difference
            borrow = isUnder ? 1 : 0
        }
        for word in exponent.reversed() {
            for bit in (0..<64).reversed() {
                power = field.product(power, power)
                if word >> UInt64(bit) & 1 == 1 { power = field.product(power, base) }
            }
        }
        return LongNumber(words: field.product(power, one))
    }
}
