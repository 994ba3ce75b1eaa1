import Foundation
import PKIDirectory
import PKIFormats
import Testing

@Suite struct PasswordHashingTests {
    @Test("the hash is scrypt: the vector of RFC 7914 §12 with N = 1024")
    func vector() throws {
        let expected = "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        let record = try PasswordHashing(cost: 1024, blockSize: 8, parallelism: 16).record(of: Array("password".utf8)) { _ in
            Array("NaCl".utf8)
        }
        #expect(Hex.encode(record.hash) == expected)
        #expect(record.salt == Array("NaCl".utf8))
    }

    @Test("a new password gets N = 2^15, r = 8, p = 1, its own salt and its own generation")
    func parameters() throws {
        let one = try PasswordHashing.record(for: Array("p".utf8))
        let two = try PasswordHashing.record(for: Array("p".utf8))
        #expect((one.cost, one.blockSize, one.parallelism) == (32_768, 8, 1))
        #expect(one.salt.count == 16 && one.salt != two.salt && one.hash != two.hash && one.generation != two.generation)
        #expect(try PasswordHashing.matches(Array("p".utf8), one))
        #expect(try !PasswordHashing.matches(Array("q".utf8), one))
    }

    @Test(
        "a damaged record cannot exhaust the machine",
        arguments: [(1 << 40, 8, 1), (1 << 15, 1 << 40, 1), (1 << 10, 8, 1 << 30), (0, 0, 0)]
    )
    func damaged(_ cost: Int, blockSize: Int, parallelism: Int) {
        let record = PasswordRecord(
            algorithm: "scrypt",
            cost: cost,
            blockSize: blockSize,
            parallelism: parallelism,
            salt: [1],
            hash: [UInt8](repeating: 0, count: 32),
            generation: UUID()
        )
        #expect(throws: DirectoryError.self) { try PasswordHashing.matches([1], record) }
    }

    @Test("an empty password and one of more than 1,024 octets are refused", arguments: [0, 1025])
    func lengths(_ count: Int) {
        #expect(throws: DirectoryError.self) { try PasswordHashing.record(for: [UInt8](repeating: 65, count: count)) }
    }
}
