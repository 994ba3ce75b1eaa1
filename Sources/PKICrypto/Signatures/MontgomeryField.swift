/// Numbers modulo an odd number, multiplied by Montgomery's method: the product of a and b is a·b/R. R is the smallest power of two above
/// the modulus that lies at the end of a word.
struct MontgomeryField {
    let modulus: [UInt64]
    /// R² modulo the modulus.
    let squareOfR: [UInt64]
    private let negatedInverse: UInt64

    init(modulus: [UInt64]) {
        self.modulus = modulus
        // Newton's iteration doubles the correct bits of the inverse; an odd number is its own inverse in three bits.
        var inverse = modulus[0]
        for _ in 0..<5 { inverse = inverse &* (2 &- modulus[0] &* inverse) }
        negatedInverse = 0 &- inverse
        var square = [UInt64](repeating: 0, count: modulus.count)
        square[0] = 1
        for _ in 0..<(modulus.count * 128) {
            let carry = Self.double(&square)
            if carry || !Self.isLess(square, modulus) { _ = Self.subtract(modulus, from: &square) }
        }
        squareOfR = square
    }

    func product(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
        let count = modulus.count
        var sum = [UInt64](repeating: 0, count: count + 1)
        for word in b {
            var carry: UInt64 = 0
            for index in 0..<count { sum[index] = Self.multiply(a[index], word, adding: sum[index], &carry) }
            let (top, overflow) = sum[count].addingReportingOverflow(carry)
            sum[count] = top
            let factor = sum[0] &* negatedInverse
            carry = 0
            _ = Self.multiply(modulus[0], factor, adding: sum[0], &carry)
            for index in 1..<count { sum[index - 1] = Self.multiply(modulus[index], factor, adding: sum[index], &carry) }
            let (last, over) = sum[count].addingReportingOverflow(carry)
            sum[count - 1] = last
            sum[count] = (overflow ? 1 : 0) + (over ? 1 : 0)
        }
        // Subtracted always, and kept or not by a mask: the values may be secrets.
        var reduced = sum
        reduced.removeLast()
        let borrow = Self.subtract(modulus, from: &reduced)
        let keepsSum = 0 &- (borrow & ~sum[count] & 1)
        for index in 0..<count { reduced[index] = (sum[index] & keepsSum) | (reduced[index] & ~keepsSum) }
        return reduced
    }

    private static func multiply(_ a: UInt64, _ b: UInt64, adding term: UInt64, _ carry: inout UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        let (first, one) = product.low.addingReportingOverflow(term)
        let (second, two) = first.addingReportingOverflow(carry)
        carry = product.high &+ (one ? 1 : 0) &+ (two ? 1 : 0)
        return second
    }

    /// Takes the same time for all numbers of one length.
    static func isLess(_ a: [UInt64], _ b: [UInt64]) -> Bool {
        var difference = a
        return subtract(b, from: &difference) == 1
    }

    private static func double(_ number: inout [UInt64]) -> Bool {
        var carry: UInt64 = 0
        for index in number.indices {
            let next = number[index] >> 63
            number[index] = number[index] << 1 | carry
            carry = next
        }
        return carry == 1
    }

    /// - Returns: 1 when the number was the smaller one, else 0.
    private static func subtract(_ subtrahend: [UInt64], from number: inout [UInt64]) -> UInt64 {
        var borrow: UInt64 = 0
        for index in number.indices {
            let (first, one) = number[index].subtractingReportingOverflow(subtrahend[index])
            let (second, two) = first.subtractingReportingOverflow(borrow)
            number[index] = second
            borrow = (one ? 1 : 0) | (two ? 1 : 0)
        }
        return borrow
    }
}
