import Testing

@testable import CertManagement

@Suite("PINs that the server proposes")
struct PINPolicyTests {
    @Test(
        "equal, counting and repeating digits are trivial",
        arguments: ["0000", "11111111", "1234", "98765432", "90123456", "121212", "123123", "12341234", "010101"]
    )
    func trivial(pin: String) {
        #expect(PINPolicy.fault(of: pin, length: 4...8) == "it is a trivial sequence")
    }

    @Test("other PINs of the right length are taken, letters too", arguments: ["1357", "20491837", "112233", "Hasel7", "1243"])
    func accepted(pin: String) {
        #expect(PINPolicy.fault(of: pin, length: 4...8) == nil)
    }

    @Test("a PIN outside the lengths, or with characters outside ASCII, is refused", arguments: ["135", "135792468", "13é57", "13\n57"])
    func refused(pin: String) {
        #expect(PINPolicy.fault(of: pin, length: 4...8) != nil)
    }

    @Test(
        "the lengths of a template are kept within 4 to 127, the minimum first",
        arguments: [(6, 8, 6...8), (0, 3, 4...4), (12, 8, 12...12), (6, 500, 6...127)]
    )
    func lengths(least: Int, most: Int, lengths: ClosedRange<Int>) {
        let configuration = SmartcardConfiguration(minimumPINLength: least, maximumPINLength: most)
        #expect(PINPolicy.lengths(of: configuration) == lengths)
    }

    @Test(
        "random PINs have eight digits where the card allows, and differ",
        arguments: [(4...8, 8), (4...6, 6), (12...16, 12), (4...127, 8)]
    )
    func random(length: ClosedRange<Int>, digits: Int) {
        let pins = (0..<20).map { _ in RandomPINProvider().pin(for: CardFixture.chip, of: CardFixture.chip, length: length) }
        #expect(pins.allSatisfy { $0.count == digits && PINPolicy.fault(of: $0, length: length) == nil })
        #expect(Set(pins).count > 1)
    }

    @Test("a trivial draw is thrown away")
    func thrownAway() {
        struct Zeros: RandomNumberGenerator {
            var left = 6
            var system = SystemRandomNumberGenerator()
            mutating func next() -> UInt64 {
                left -= 1
                return left >= 0 ? 0 : system.next()
            }
        }
        var generator = Zeros()
        #expect(RandomPINProvider.pin(length: 6, using: &generator) != "000000")
    }
}
