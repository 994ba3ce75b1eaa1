import CertManagement
import Testing

@Suite("Patterns that answers must match")
struct AnswerPatternTests {
    struct Row: Sendable {
        let pattern: String
        let matching: [String]
        let others: [String]
    }

    static let rows: [Row] = [
        Row(pattern: "", matching: [""], others: ["a"]),
        Row(pattern: "4711", matching: ["4711"], others: ["47111", "471", "x4711"]),
        Row(pattern: #"^\d{4}$"#, matching: ["0000"], others: ["000", "00000", "000a"]),
        Row(pattern: "[A-Z]{2,3}-[0-9]+", matching: ["AB-1", "ABC-987"], others: ["A-1", "ABCD-1", "AB-", "ab-1"]),
        Row(pattern: "(yes|no|)", matching: ["yes", "no", ""], others: ["maybe", "yesno"]),
        Row(pattern: "a|bc*|d+", matching: ["a", "b", "bccc", "dd"], others: ["", "ac", "ad"]),
        Row(pattern: "(?:ab){0,2}c?", matching: ["", "ab", "abab", "ababc", "c"], others: ["ababab", "abcc"]),
        Row(pattern: "x{2,}", matching: ["xx", "xxxxx"], others: ["", "x"]),
        Row(pattern: #"[^\d\s]+"#, matching: ["ß-ä"], others: ["a1", "a b", ""]),
        Row(pattern: #"\w+@\w+\.org"#, matching: ["a_1@example.org"], others: ["a@example-org", "@example.org"]),
        Row(pattern: #"[\]\-a]+"#, matching: ["]-a"], others: ["b"]),
        Row(pattern: "[]a]", matching: ["]", "a"], others: ["b"]),
        Row(pattern: "ž.", matching: ["ž1", "žž"], others: ["ž", "z1", "ž\n"]),
    ]

    @Test("a pattern matches whole texts, and nothing else", arguments: rows)
    func matching(_ row: Row) throws {
        let pattern = try AnswerPattern(row.pattern)
        for text in row.matching { #expect(pattern.matches(text), "\(row.pattern) on \(text)") }
        for text in row.others { #expect(!pattern.matches(text), "\(row.pattern) on \(text)") }
    }

    @Test(
        "what looks back, looks ahead or cannot be read is no pattern",
        arguments: [
            #"(a)\1"#, "(?=a)b", "(?<n>a)", "(?!a)", "a**", "a+?", "*a", "(a", "a)", "[a", "[z-a]", #"a\"#, "a{3,2}", "a{,3}", "a{1001}",
            "a{x}", #"\p{L}"#, "a^b", "a$b", #"[\D]"#, "(a{100}){100}",
            String(repeating: "(", count: 50) + String(repeating: ")", count: 50),
        ]
    )
    func refused(_ pattern: String) {
        #expect(throws: AnswerPattern.PatternError.self) { _ = try AnswerPattern(pattern) }
    }

    @Test("expressions that run forever elsewhere end at once", .timeLimit(.minutes(1)))
    func bounded() throws {
        let text = String(repeating: "a", count: 4095) + "b"
        for pattern in ["(a+)+", "(a|aa)*", "(a*)*", "((a?){30}){30}", "(.*)*c", "((((){1000}){1000}){1000}){1000}a*"] {
            #expect(try !AnswerPattern(pattern).matches(text))
        }
    }
}
