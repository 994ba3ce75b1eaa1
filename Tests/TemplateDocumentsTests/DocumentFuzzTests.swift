import Foundation
import PKIFormats
import TemplateDocuments
import Testing

/// Damage to sound files. `TEMPLATE_FUZZ_SEED` tries other damage, `TEMPLATE_FUZZ_ROUNDS` more of it.
@Suite("damaged template files")
struct DocumentFuzzTests {
    private static func setting(_ name: String, _ standard: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? standard
    }

    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    /// Pieces that mean something to a reader of either format.
    private static let pieces = [
        "&a ", "*a", "!!str ", "? ", "- ", ": ", ":: ", ":< ", "[", "]", "{", "}", "\"", "'", "|\n", ">\n", "#", "---\n", "...\n",
        "%YAML 1.1\n", "\n", "\n ",
        "\r\n", "\t", "\0", "\u{2028}", "\u{FEFF}", "dn: a\n", "\n\n", "=", "0x", "-1", "99999999999999999999", "`", "\\u0085", "~", "<<: ",
    ].map { Array($0.utf8) }

    private static func damaged(_ octets: [UInt8], _ numbers: inout Numbers) -> [UInt8] {
        var result = octets
        for _ in 0...Int.random(in: 0...3, using: &numbers) {
            guard !result.isEmpty else { return result }
            let place = Int.random(in: 0..<result.count, using: &numbers)
            let end = min(result.count, place + Int.random(in: 1...40, using: &numbers))
            switch Int.random(in: 0..<7, using: &numbers) {
            case 0: result[place] ^= 1 << UInt8.random(in: 0...7, using: &numbers)
            case 1: result.removeSubrange(place..<end)
            case 2: result.insert(contentsOf: result[place..<end], at: Int.random(in: 0...result.count, using: &numbers))
            case 3: result.removeLast(result.count - place)
            default: result.insert(contentsOf: pieces.randomElement(using: &numbers) ?? [], at: place)
            }
        }
        return result
    }

    @Test("no damage makes a reader trap, hang, or read what it writes as something else", arguments: ["yaml", "ldif"])
    func mutations(format: String) throws {
        let seed = Self.setting("TEMPLATE_FUZZ_SEED", 0x5EED)
        var numbers = Numbers(state: UInt64(truncatingIfNeeded: seed) | 1)
        let templates = [SampleDocument.full] + SampleDocument.builtIn.prefix(3)
        let sound = try templates.map { template in
            format == "yaml"
                ? Array(SampleDocument.yaml([template]).utf8)
                : Array(try LDIFTemplateWriter.text([template], configuration: "CN=x").utf8)
        }
        for round in 0..<Self.setting("TEMPLATE_FUZZ_ROUNDS", 3_000) {
            let input = Self.damaged(sound[round % sound.count], &numbers)
            if let fault = format == "yaml" ? yaml(input) : ldif(input) {
                Issue.record("\(format), seed \(seed), round \(round): \(fault)\n\(Base64.encode(input))")
                return
            }
        }
    }

    private func yaml(_ input: [UInt8]) -> String? {
        guard let documents = try? YAMLTemplateReader.read(input, file: "x") else { return nil }
        let text = SampleDocument.yaml(documents.map(\.template))
        guard let again = try? YAMLTemplateReader.read(Array(text.utf8), file: "x") else {
            return "what was written cannot be read:\n\(text)"
        }
        return again.map(\.template) == documents.map(\.template) ? nil : "what was written reads differently:\n\(text)"
    }

    private func ldif(_ input: [UInt8]) -> String? {
        let templates = LDIFTemplateReader(input, file: "x").documents.map(\.template)
        guard !templates.isEmpty, let text = try? LDIFTemplateWriter.text(templates, configuration: "CN=x") else { return nil }
        let again = LDIFTemplateReader(Array(text.utf8), file: "x").documents.map(\.template)
        return again == templates ? nil : "what was written reads differently:\n\(text)"
    }
}
