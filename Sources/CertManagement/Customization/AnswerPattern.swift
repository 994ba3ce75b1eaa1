/// A regular expression that is matched in time proportional to the text: there is no way back, so no expression can run forever.
///
/// It has characters, `.`, classes such as `[A-Z_]` and `[^0-9]`, `\d`, `\w`, `\s` and their opposites, groups, `|`, `?`, `*`, `+`, `{2}`, `{2,}`
/// and `{2,4}`. It has nothing that looks back or ahead; `^` and `$` are accepted at the ends, where they say nothing, because it matches whole texts.
package struct AnswerPattern: Sendable {
    /// Why a text is no pattern, as a phrase.
    package struct PatternError: Error, Hashable, Sendable {
        package let reason: String
    }

    private enum Step: Sendable {
        case scalar(CharacterSet)
        /// Goes on at both places.
        case split(Int, Int)
        case go(Int)
        case end
    }

    /// Ranges of characters, or all others.
    private struct CharacterSet: Sendable {
        var ranges: [ClosedRange<UInt32>]
        var isInverted = false

        func contains(_ scalar: Unicode.Scalar) -> Bool { ranges.contains { $0.contains(scalar.value) } != isInverted }
    }

    private indirect enum Node {
        case empty
        case scalar(CharacterSet)
        case sequence([Node])
        case choice([Node])
        case repeated(Node, least: Int, most: Int?)
    }

    private static let mostSteps = 2000
    private static let mostRepetitions = 1000
    private static let deepestGroup = 20

    private var steps: [Step] = []

    /// - Throws: `PatternError`.
    package init(_ text: String) throws(PatternError) {
        var parser = Parser(Array(text.unicodeScalars))
        let node = try parser.pattern()
        try emit(node)
        try append(.end)
    }

    /// Whether the whole text matches.
    package func matches(_ text: String) -> Bool {
        var current = reached(from: [0])
        for scalar in text.unicodeScalars {
            var next: [Int] = []
            for place in current {
                if case .scalar(let set) = steps[place], set.contains(scalar) { next.append(place + 1) }
            }
            guard !next.isEmpty else { return false }
            current = reached(from: next)
        }
        return current.contains { if case .end = steps[$0] { true } else { false } }
    }

    /// The places with a character or the end, from these places without a character.
    private func reached(from places: [Int]) -> [Int] {
        var isSeen = [Bool](repeating: false, count: steps.count)
        var open = places
        var result: [Int] = []
        while let place = open.popLast() {
            if isSeen[place] { continue }
            isSeen[place] = true
            switch steps[place] {
            case .split(let first, let second): open += [first, second]
            case .go(let target): open.append(target)
            case .scalar, .end: result.append(place)
            }
        }
        return result
    }

    private mutating func append(_ step: Step) throws(PatternError) {
        guard steps.count < Self.mostSteps else {
            throw PatternError(reason: "it is too large with its repetitions written out; use smaller numbers in { }")
        }
        steps.append(step)
    }

    private mutating func emit(_ node: Node) throws(PatternError) {
        switch node {
        case .empty: break
        case .scalar(let set): try append(.scalar(set))
        case .sequence(let nodes): for node in nodes { try emit(node) }
        case .choice(let nodes):
            var ends: [Int] = []
            for (index, node) in nodes.enumerated() {
                guard index < nodes.count - 1 else {
                    try emit(node)
                    continue
                }
                let split = steps.count
                try append(.split(split + 1, 0))
                try emit(node)
                ends.append(steps.count)
                try append(.go(0))
                steps[split] = .split(split + 1, steps.count)
            }
            for end in ends { steps[end] = .go(steps.count) }
        case .repeated(let node, let least, let most):
            for _ in 0..<least {
                let start = steps.count
                try emit(node)
                // What has no step needs no repetition, however deep its groups are.
                if steps.count == start { break }
            }
            guard let most else {
                let split = steps.count
                try append(.split(split + 1, 0))
                try emit(node)
                try append(.go(split))
                steps[split] = .split(split + 1, steps.count)
                return
            }
            var splits: [Int] = []
            for _ in least..<max(least, most) {
                splits.append(steps.count)
                try append(.split(steps.count + 1, 0))
                try emit(node)
            }
            for split in splits { steps[split] = .split(split + 1, steps.count) }
        }
    }

    private struct Parser {
        private let scalars: [Unicode.Scalar]
        private var index = 0
        private var depth = 0

        init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

        private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

        mutating func pattern() throws(PatternError) -> Node {
            if next == "^" { index += 1 }
            let node = try choice()
            guard index == scalars.count else { throw PatternError(reason: "there is a ) without its (; write \\) for the character") }
            return node
        }

        private mutating func choice() throws(PatternError) -> Node {
            var nodes = [try sequence()]
            while next == "|" {
                index += 1
                nodes.append(try sequence())
            }
            return nodes.count == 1 ? nodes[0] : .choice(nodes)
        }

        private mutating func sequence() throws(PatternError) -> Node {
            var nodes: [Node] = []
            while let scalar = next, scalar != "|", scalar != ")" {
                if scalar == "$", index == scalars.count - 1 {
                    index += 1
                    break
                }
                nodes.append(try repeated(try atom()))
            }
            return nodes.isEmpty ? .empty : .sequence(nodes)
        }

        private mutating func atom() throws(PatternError) -> Node {
            guard let scalar = next else { return .empty }
            index += 1
            switch scalar {
            case "(":
                guard depth < AnswerPattern.deepestGroup else { throw PatternError(reason: "its groups are nested too deeply; use fewer") }
                if next == "?" {
                    guard index + 1 < scalars.count, scalars[index + 1] == ":" else {
                        throw PatternError(reason: "(? is only read as (?: ; nothing here looks ahead, looks back or has a name")
                    }
                    index += 2
                }
                depth += 1
                let node = try choice()
                depth -= 1
                guard next == ")" else { throw PatternError(reason: "a ( has no ); write \\( for the character") }
                index += 1
                return node
            case "[": return .scalar(try bracket())
            case ".": return .scalar(CharacterSet(ranges: [0x0A...0x0A], isInverted: true))
            case "\\": return .scalar(try escaped())
            case "*", "+", "?", "{":
                throw PatternError(reason: "there is nothing for \(scalar) to repeat; write \\\(scalar) for the character")
            case "^", "$":
                throw PatternError(reason: "\(scalar) is only read at the end of the pattern; write \\\(scalar) for the character")
            default: return .scalar(Self.one(scalar))
            }
        }

        private static func one(_ scalar: Unicode.Scalar) -> CharacterSet { CharacterSet(ranges: [scalar.value...scalar.value]) }

        private mutating func escaped() throws(PatternError) -> CharacterSet {
            guard let scalar = next else { throw PatternError(reason: "it ends with \\; write \\\\ for the character") }
            index += 1
            switch scalar {
            case "d": return CharacterSet(ranges: [0x30...0x39])
            case "D": return CharacterSet(ranges: [0x30...0x39], isInverted: true)
            case "w": return CharacterSet(ranges: Self.word)
            case "W": return CharacterSet(ranges: Self.word, isInverted: true)
            case "s": return CharacterSet(ranges: [0x09...0x0D, 0x20...0x20])
            case "S": return CharacterSet(ranges: [0x09...0x0D, 0x20...0x20], isInverted: true)
            case "t": return Self.one("\t")
            case "n": return Self.one("\n")
            default:
                guard !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
                    throw PatternError(reason: "\\\(scalar) is not read; use \\d, \\w, \\s, or \\ before a sign")
                }
                return Self.one(scalar)
            }
        }

        private static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]

        private mutating func bracket() throws(PatternError) -> CharacterSet {
            var set = CharacterSet(ranges: [])
            if next == "^" {
                set.isInverted = true
                index += 1
            }
            var isFirst = true
            while let scalar = next, scalar != "]" || isFirst {
                isFirst = false
                index += 1
                var low = Self.one(scalar)
                if scalar == "\\" { low = try escaped() }
                guard !low.isInverted else { throw PatternError(reason: "\\D, \\W and \\S are not read inside [ ]; write [^ ] instead") }
                guard next == "-", index + 1 < scalars.count, scalars[index + 1] != "]", low.ranges.count == 1,
                    let first = low.ranges.first, first.count == 1
                else {
                    set.ranges += low.ranges
                    continue
                }
                index += 1
                let end = scalars[index]
                index += 1
                let high = end == "\\" ? try escaped() : Self.one(end)
                guard let last = high.ranges.first, last.count == 1, first.lowerBound <= last.lowerBound else {
                    throw PatternError(reason: "a range in [ ] goes from the smaller to the larger character")
                }
                set.ranges.append(first.lowerBound...last.lowerBound)
            }
            guard next == "]" else { throw PatternError(reason: "a [ has no ]; write \\[ for the character") }
            index += 1
            return set
        }

        private mutating func repeated(_ node: Node) throws(PatternError) -> Node {
            guard let scalar = next else { return node }
            var result = node
            switch scalar {
            case "*": result = .repeated(node, least: 0, most: nil)
            case "+": result = .repeated(node, least: 1, most: nil)
            case "?": result = .repeated(node, least: 0, most: 1)
            case "{":
                index += 1
                result = try counted(node)
                index -= 1
            default: return node
            }
            index += 1
            if let again = next, "*+?{".unicodeScalars.contains(again) {
                throw PatternError(reason: "a repetition is repeated; put it into a group")
            }
            return result
        }

        /// After `{`, up to and with `}`.
        private mutating func counted(_ node: Node) throws(PatternError) -> Node {
            let least = number()
            var most = least
            if next == "," {
                index += 1
                most = number()
                if most == nil, next == "}", let least {
                    index += 1
                    return .repeated(node, least: least, most: nil)
                }
            }
            guard next == "}", let least, let most, least <= most, most <= AnswerPattern.mostRepetitions else {
                throw PatternError(reason: "a repetition is {2}, {2,} or {2,4}, with numbers up to \(AnswerPattern.mostRepetitions)")
            }
            index += 1
            return .repeated(node, least: least, most: most)
        }

        private mutating func number() -> Int? {
            var digits = ""
            while let scalar = next, ("0"..."9").contains(scalar), digits.count < 6 {
                digits.unicodeScalars.append(scalar)
                index += 1
            }
            return Int(digits)
        }
    }
}
