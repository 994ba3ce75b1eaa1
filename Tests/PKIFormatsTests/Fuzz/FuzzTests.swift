import Foundation
import PKIFormats
import PKITesting
import Testing

/// The short form of `make fuzz`: the same targets, a fixed number of damaged inputs, no coverage. A failure prints the input, so that it
/// can become a vector. `PKIFORMATS_FUZZ_SEED` tries other damage.
@Suite("damaged input")
struct FuzzTests {
    private static let vectors = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Vectors")

    /// The octets of a vector: base64 with a first line that names the source.
    static func vector(_ name: String) throws -> [UInt8] {
        let text = try String(contentsOf: vectors.appending(path: name + ".b64"), encoding: .utf8)
        return try Base64.decode(text.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined())
    }

    /// The names of the vectors that begin so, in order.
    static func names(_ prefix: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: vectors.path).filter { $0.hasPrefix(prefix) && $0.hasSuffix(".b64") }
            .map { String($0.dropLast(4)) }.sorted()
    }

    /// Sound inputs of each target.
    private static func seeds(of target: String) throws -> [[UInt8]] {
        switch target {
        case "request": return [try vector("seed-request"), try SampleVectors.cmCertificateRequest]
        case "cmc": return [try SampleVectors.cmFullResponse, try SignedData(contentInfo: SampleVectors.cmFullResponse).content ?? []]
        case "ber": return try names("seed-cms").map(vector)
        case "name":
            return ["CN=www.example.com,O=Example,C=DE", #"CN=a\,b\+c\"d\\e\<f\>g\;h,OU=\20leading,1.2.3.4=#0500"#, "/C=DE/O=Example/CN=x"]
                .map { Array($0.utf8) } + [try Certificate(derEncoded: vector("seed-certificate")).subject.derEncoded]
        case "text": return [Array(PEMDocument(label: "CERTIFICATE", bytes: try vector("seed-certificate")).text.utf8)]
        case "blobs": return keyBlobs
        case "values": return try valueSeeds()
        default: return try names("seed-" + target).map(vector)
        }
    }

    /// The beginnings of a CAPI key and of CNG keys, RSA and P-256, with numbers of the right length.
    private static var keyBlobs: [[UInt8]] {
        let number = [UInt8](repeating: 0x91, count: 8)
        let point = [UInt8](repeating: 0x42, count: 64)
        let capi: [UInt8] = [6, 2, 0, 0, 0, 0xA4, 0, 0, 0x52, 0x53, 0x41, 0x31, 64, 0, 0, 0, 1, 0, 1, 0]
        let rsa: [UInt8] = [0x52, 0x53, 0x41, 0x31, 64, 0, 0, 0, 3, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1]
        let curve: [UInt8] = [0x45, 0x43, 0x4B, 0x31, 32, 0, 0, 0]
        return [capi + number, rsa + number, curve + point]
    }

    /// Values of extensions and structures, each behind the octet that selects its decoder.
    private static func valueSeeds() throws -> [[UInt8]] {
        let base = DERStructures.types.count
        return try Certificate(derEncoded: vector("seed-certificate")).extensions.compactMap { one in
            let position = KnownExtensions.types.firstIndex { $0.oid == one.oid }
            return position.map { [UInt8(truncatingIfNeeded: base + $0)] + one.value }
        }
    }

    private static func seed() -> UInt64 {
        ProcessInfo.processInfo.environment["PKIFORMATS_FUZZ_SEED"].flatMap { UInt64($0) } ?? 0x5EED
    }

    @Test("no damage to sound input makes a decoder trap, or write other bytes than it read", arguments: FuzzTarget.all.map(\.name))
    func mutations(name: String) throws {
        let target = try #require(FuzzTarget.named(name))
        let seeds = try Self.seeds(of: name)
        try #require(!seeds.isEmpty)
        let seed = Self.seed()
        var generator = SplitMix(state: seed)
        for input in seeds { try target.run(input) }
        for round in 0..<6_000 {
            let sound = seeds[round % seeds.count]
            let donor = seeds.randomElement(using: &generator) ?? sound
            let damaged = Mutation.any(sound, donor: donor, using: &generator)
            do {
                try target.run(damaged)
            } catch {
                Issue.record("\(name), seed \(seed), round \(round): \(error)\n\(Base64.encode(damaged))")
                return
            }
        }
    }

    @Test("short structures of every tag and random octets make no decoder trap")
    func shortInput() throws {
        var generator = SplitMix(state: Self.seed())
        func random() -> UInt8 { UInt8.random(in: 0...255, using: &generator) }
        for tag in UInt8.min...UInt8.max {
            let length = UInt8.random(in: 4...120, using: &generator)
            let inputs: [[UInt8]] = [
                [], [tag], [tag, 0], [tag, 1, random()], [tag, 0x80, 0, 0], [tag, 0x84, 0xFF, 0xFF, 0xFF, 0xFF],
                [tag, 0x88, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 3, tag, 1, random()],
                [0x30, length] + (0..<length).map { _ in random() },
            ]
            for input in inputs {
                for position in 0..<FuzzTarget.decoderCount { try FuzzTarget.decodeValue(position, input) }
                try FuzzTarget.nameText.run(input)
                try FuzzTarget.ber.run(input)
            }
        }
    }

    @Test("inputs the fuzzer found are harmless to every target")
    func findings() throws {
        for name in try Self.names("fuzz-") {
            let input = try Self.vector(name)
            for target in FuzzTarget.all {
                do {
                    try target.run(input)
                } catch {
                    Issue.record("\(name), \(target.name): \(error)")
                }
            }
        }
    }

    @Test("every structure of the library that reads DER is tried with damaged input")
    func complete() throws {
        let known = Set(
            DERStructures.types.map { String(describing: $0) } + KnownControls.types.map { String(describing: $0) }
                + KnownAttributes.types.map { String(describing: $0) } + Self.reachedOtherwise
        )
        let sources = Self.vectors.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/PKIFormats")
        let walker = try #require(FileManager.default.enumerator(atPath: sources.path))
        var seen = 0
        while let path = walker.nextObject() as? String {
            guard path.hasSuffix(".swift") else { continue }
            let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
            var type = ""
            for line in text.split(separator: "\n") {
                if line.hasPrefix("public struct ") || line.hasPrefix("public enum ") || line.hasPrefix("extension ") {
                    type = String(
                        line.split(separator: " ").drop { $0 != "struct" && $0 != "enum" && $0 != "extension" }.dropFirst().first ?? ""
                    )
                    type = String(type.prefix { $0.isLetter || $0.isNumber || $0 == "." })
                }
                guard line.contains("public init(derEncoded: [UInt8]) throws") else { continue }
                seen += 1
                #expect(known.contains(type), "\(path): add \(type) to DERStructures.types")
            }
        }
        #expect(seen > 80)
    }

    /// Read inside another structure by every target that meets them, or protocols whose conformers are in a table.
    private static let reachedOtherwise = [
        "BodyPartListControl", "EnrollmentMessage", "OctetStringValue", "PBMAC1Parameters", "RSASSAPSSParameters",
        "PBES2Parameters", "PBKDF2Parameters", "ScryptParameters",
    ]
}
