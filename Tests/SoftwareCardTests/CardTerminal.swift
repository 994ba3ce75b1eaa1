import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Testing

@testable import SoftwareCard

/// What speaks to a card in these tests: hexadecimal text in, data and status word out.
struct CardTerminal {
    static let pin = "31323334 3536FFFF"
    static let puk = "3132333435363738"
    static let managementKey = SoftwarePIVCard.Personality().managementKey

    struct Answer: Hashable, CustomStringConvertible {
        let data: [UInt8]
        let status: String

        var hex: String { Hex.encode(data) }
        var description: String { "\(hex) \(status)" }
    }

    let card: SoftwarePIVCard

    /// A powered card whose application is selected.
    init(_ card: SoftwarePIVCard) throws {
        self.card = card
        card.powerOn()
        #expect(try send("00A4040005A000000308").status == "9000")
    }

    init(personality: SoftwarePIVCard.Personality = .init()) throws {
        try self.init(SoftwarePIVCard(personality: personality))
    }

    func send(_ hex: String) throws -> Answer { try send(Hex.decode(hex)) }

    /// One exchange, without GET RESPONSE.
    func send(_ command: [UInt8]) throws -> Answer {
        let answer = card.respond(to: command)
        try #require(answer.count >= 2)
        return Answer(data: Array(answer.dropLast(2)), status: Hex.encode(answer.suffix(2)))
    }

    /// A whole command: pieces of 255 octets in a chain, and GET RESPONSE until everything is there.
    func exchange(_ header: String, _ data: [UInt8] = []) throws -> Answer {
        let head = try Hex.decode(header)
        var rest = data[...]
        while rest.count > 255 {
            let piece = try send([head[0] | 0x10] + head[1...] + [255] + rest.prefix(255))
            #expect(piece == Answer(data: [], status: "9000"))
            rest = rest.dropFirst(255)
        }
        var answer = try send(head + (rest.isEmpty ? [] : [UInt8(rest.count)] + rest) + [0])
        var whole = answer.data
        while answer.status.hasPrefix("61") {
            answer = try send("00C0000000")
            whole += answer.data
        }
        return Answer(data: whole, status: answer.status)
    }

    /// Proves the management key in one direction.
    func authenticate(_ algorithm: ManagementAlgorithm = .tripleDES, key: [UInt8] = managementKey) throws {
        let reference = Hex.encode([algorithm.rawValue])
        let challenge = Array(try exchange("0087\(reference)9B", [0x7C, 0x02, 0x81, 0x00]).data.dropFirst(4))
        let response = TagLengthValue(0x7C, members: [TagLengthValue(0x82, try algorithm.encrypt(challenge, key: key))])
        #expect(try exchange("0087\(reference)9B", response.bytes).status == "9000")
    }

    func verifyPIN(_ pin: String = pin) throws { #expect(try send("0020008008" + pin).status == "9000") }

    func put(_ tag: UInt32, _ content: [UInt8]) throws -> Answer {
        let name = TagLengthValue(0x5C, TagLengthValue.octets(of: tag))
        return try exchange("00DB3FFF", name.bytes + TagLengthValue(0x53, content).bytes)
    }

    func get(_ tag: UInt32) throws -> Answer {
        try exchange("00CB3FFF", TagLengthValue(0x5C, TagLengthValue.octets(of: tag)).bytes)
    }

    /// Makes a key on the card; the management key must be proved.
    func generate(_ algorithm: KeyAlgorithm, in slot: UInt8, policies: [TagLengthValue] = []) throws -> SubjectPublicKeyInfo {
        let template = TagLengthValue(0xAC, members: [TagLengthValue(0x80, [algorithm.rawValue])] + policies)
        let answer = try exchange("004700" + Hex.encode([slot]), template.bytes)
        #expect(answer.status == "9000")
        let members = try TagLengthValue.list(#require(TagLengthValue.list(answer.data).value(of: 0x7F49)))
        guard algorithm == .rsa2048 else {
            let point = try #require(members.value(of: 0x86))
            return SubjectPublicKeyInfo(algorithm: .ecPublicKey(algorithm == .p256 ? .p256 : .p384), keyBytes: point)
        }
        let modulus = try #require(members.value(of: 0x81))
        let exponent = try #require(members.value(of: 0x82))
        let numbers = DERWriter.encode { writer in
            writer.writeSequence { writer in
                writer.writeInteger(unsigned: modulus)
                writer.writeInteger(unsigned: exponent)
            }
        }
        return SubjectPublicKeyInfo(algorithm: .rsaEncryption, keyBytes: numbers)
    }

    /// Lets a key do its work: 81 with a block or a hash value, 85 with a point.
    func use(_ slot: UInt8, _ algorithm: KeyAlgorithm, _ value: [UInt8], tag: UInt32 = 0x81) throws -> Answer {
        let template = TagLengthValue(0x7C, members: [TagLengthValue(0x82, []), TagLengthValue(tag, value)])
        let answer = try exchange("0087" + Hex.encode([algorithm.rawValue, slot]), template.bytes)
        guard answer.status == "9000" else { return answer }
        let members = try TagLengthValue.list(#require(TagLengthValue.list(answer.data).value(of: 0x7C)))
        return Answer(data: try #require(members.value(of: 0x82)), status: answer.status)
    }
}
