import OpenSSLKeys
import PKICrypto
import PKIFormats
import PortableFoundation
import Testing

@testable import CertManagement

@Suite("The admin keys of cards")
struct AdminKeyTests {
    static let master = [UInt8](0x40...0x5F)

    static func key(_ algorithm: AdminKeyAlgorithm, version: Int = 1) -> String {
        Hex.encode(AdminKeyDerivation.key(from: master, version: version, card: CardFixture.chip, algorithm: algorithm))
    }

    @Test("the documented master key, version and card give the documented key with odd parity")
    func vector() {
        #expect(Self.key(.tripleDES) == "f2c23d29d62001924a7c6723e63268e083efab54b5a1ced5")
    }

    // Computed with Python's hmac; the KBKDF of its package cryptography gives the same for triple DES before parity.
    @Test(
        "another version or algorithm gives another key, of the algorithm's length and label",
        arguments: [
            (AdminKeyAlgorithm.tripleDES, 2, "c4b526b05d801a2f1c7f13cda8a270fbfefe8f83d63179da"),
            (.aes128, 1, "4ab318bbfdc476d183ab979c944ae47c"), (.aes192, 1, "f953e2e6cbb6fd800a9a3d707a15b3c33f222707d755ee99"),
            (.aes256, 1, "2468000c76ff3f479f86501056e435cfcc643f000e65247b421406fe11f58729"),
        ]
    )
    func others(algorithm: AdminKeyAlgorithm, version: Int, key: String) {
        #expect(Self.key(algorithm, version: version) == key)
        #expect(key.count == algorithm.keyLength * 2)
    }

    @Test("each later assignment of a chip has another key, with its number at the end of the context")
    func assignments() {
        let keys = (1...3).map {
            Hex.encode(AdminKeyDerivation.key(from: Self.master, version: 1, card: CardFixture.chip, assignment: $0, algorithm: .aes256))
        }
        #expect(keys[0] == "2468000c76ff3f479f86501056e435cfcc643f000e65247b421406fe11f58729")
        #expect(keys[1] == "88c55bbb5a1991b1cf49b09a03505279ce4922c6ec5d50a38a6488b119204178")
        #expect(keys[2] == "2c62f9750745ff31ebfa4c63bd1c3351169520bf666a3559a7677562abfd23d5")
    }

    @Test("a weak key is derived again with a counting octet at the end of the context")
    func retry() {
        func key(weak: Int) -> String {
            var refused = 0
            return Hex.encode(
                AdminKeyDerivation.key(from: Self.master, version: 1, card: CardFixture.chip, algorithm: .tripleDES) { _ in
                    refused += 1
                    return refused <= weak
                }
            )
        }
        #expect(key(weak: 1) == "26a7917cdc97130b75c1d03b80264acef4192acebf6e7f6b")
        #expect(key(weak: 2) == "8a26d679eaf4cd80f1406b0df8bf1c9467d9a851a1258610")
    }

    @Test(
        "weak are equal neighbors and the weak and semi-weak parts of DES, whatever their parity bits",
        arguments: [
            ("f2c23d29d6200192f2c23d29d620019283efab54b5a1ced5", true), ("83efab54b5a1ced5f2c23d29d6200192f2c23d29d6200192", true),
            ("0101010101010101f2c23d29d620019283efab54b5a1ced5", true), ("f2c23d29d6200192fefefefefefefefe83efab54b5a1ced5", true),
            ("f2c23d29d620019283efab54b5a1ced5fe01fe01fe01fe01", true), ("0000000000000000f2c23d29d620019283efab54b5a1ced5", true),
            ("f2c23d29d620019283efab54b5a1ced5f2c23d29d6200192", false), ("f2c23d29d62001924a7c6723e63268e083efab54b5a1ced5", false),
        ]
    )
    func weak(key: String, isWeak: Bool) throws {
        #expect(AdminKeyDerivation.isWeak(try Hex.decode(key)) == isWeak)
    }

    // §5.3 of the reference: the first is the pair that the documentation prints, under 24 zeros; the others are own vectors.
    @Test(
        "a challenge is answered with one block, encrypted by three-key triple DES",
        arguments: [
            (String(repeating: "0", count: 48), "db00a9cb789b9465"),
            ("101112131415161720212223242526273031323334353637", "505e7954a0d1d955"),
            ("101013131515161620202323252526263131323234343737", "505e7954a0d1d955"),
            ("010203040506070801020304050607080102030405060708", "51015d8f835fb1db"),
            ("f2c23d29d62001924a7c6723e63268e083efab54b5a1ced5", "dc37692e119ee183"),
        ]
    )
    func responses(key: String, response: String) throws {
        let cipher = CardCipher(legacy: Legacy())
        let answer = try cipher.response(to: CardFixture.challenge, key: try Hex.decode(key), algorithm: .tripleDES)
        #expect(Hex.encode(answer) == response)
    }

    @Test("a key of sixteen octets is triple DES with the first part again as the third")
    func twoKeys() throws {
        let cipher = CardCipher(legacy: Legacy())
        let short = try Hex.decode("10111213141516172021222324252627")
        let long = short + short.prefix(8)
        let answers = try [short, long].map { try cipher.response(to: CardFixture.challenge, key: $0, algorithm: .tripleDES) }
        #expect(answers[0] == answers[1])
    }

    @Test(
        "AES admin keys answer a challenge of sixteen octets with one block",
        arguments: [
            (AdminKeyAlgorithm.aes128, "2197f7694b52f132011c42d6a66ace15"), (.aes192, "b7a6ee743f95a78da47c8f23512e1889"),
            (.aes256, "6688dcffa4610967b8d7e6be7f7f2727"),
        ]
    )
    func advanced(algorithm: AdminKeyAlgorithm, response: String) throws {
        let key = AdminKeyDerivation.key(from: Self.master, version: 1, card: CardFixture.chip, algorithm: algorithm)
        let answer = try CardCipher(legacy: Legacy()).response(to: Array(0..<16), key: key, algorithm: algorithm)
        #expect(Hex.encode(answer) == response)
    }

    // MARK: Which key the chip has

    typealias State = Smartcard.AdminKeyState

    @Test("until a key is claimed or settled, a chip may have either of two keys")
    func twoPossible() throws {
        var state = State()
        #expect(throws: ManagementError.self) { try state.claim(diversified: true) }
        state.give(version: 2)
        #expect(state == State(alternative: 2))
        #expect(try state.claim(diversified: false) == nil)
        #expect(try state.claim(diversified: true) == .init(version: 2))
        #expect(state == State(version: 2, alternative: 0))
        #expect(try state.claim(diversified: false) == nil)
        #expect(state == State(alternative: 2))
    }

    @Test("a settled chip has the key that was claimed last; one that was never claimed stays possible")
    func settled() throws {
        var claimed = State(alternative: 2)
        _ = try claimed.claim(diversified: true)
        claimed.settle()
        #expect(claimed == State(version: 2))
        #expect(throws: ManagementError.self) { try claimed.claim(diversified: false) }
        var unclaimed = State(alternative: 2)
        unclaimed.settle()
        #expect(unclaimed == State(alternative: 2))
    }

    @Test(
        "a chip that is bound again may have its own key still, or its default key back",
        arguments: [State(version: 3), State(alternative: 3)]
    )
    func boundAgain(before: State) throws {
        for diversified in [true, false] {
            var next = before.ofNextAssignment
            #expect(try next.claim(diversified: diversified) == (diversified ? .init(version: 3) : nil))
        }
        #expect(before.ofNextAssignment.ownVersion == nil)
    }

    /// Claims of a client, and the assignments of the keys that are answered for; 0 is the default key.
    private func claimed(_ state: inout State, _ claims: [Bool]) throws -> [Int] {
        try claims.map { try state.claim(diversified: $0)?.assignment ?? 0 }
    }

    @Test("claims before the key was given, or after it, both end with the new key")
    func orders() throws {
        var first = State(version: 1).ofNextAssignment
        #expect(try claimed(&first, [true]) == [1])
        first.give(version: 1, assignment: 2)
        #expect(try claimed(&first, [true, true]) == [2, 2])
        var restored = State(version: 1).ofNextAssignment
        restored.give(version: 1, assignment: 2)
        #expect(try claimed(&restored, [false, true]) == [0, 2])
        restored.settle()
        #expect(restored == State(version: 1, assignment: 2))
    }

    @Test("after a client stopped, every key that the chip may have answers in turn")
    func stopped() throws {
        var state = State(version: 1).ofNextAssignment
        #expect(try claimed(&state, [true]) == [1])
        state.give(version: 1, assignment: 2)
        #expect(try claimed(&state, [true, false, true]) == [2, 0, 1])
        var third = state.ofNextAssignment
        #expect(try Set(claimed(&third, [true, false, true])) == [0, 1, 2])
    }

    @Test("a chip that keeps its former key, because none was given, is settled with that")
    func keptFormer() throws {
        var state = State(version: 3).ofNextAssignment
        #expect(try claimed(&state, [true]) == [1])
        state.settle()
        #expect(state.ownKey == .init(version: 3))
        #expect(throws: ManagementError.self) { try state.claim(diversified: false) }
    }

    @Test("a chip keeps the version it was first given, also after a rotation")
    func keepsVersion() {
        var state = State(version: 1)
        state.give(version: 2)
        #expect(state == State(version: 1))
    }
}
