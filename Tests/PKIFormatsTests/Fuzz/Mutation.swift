/// Damage to encoded structures: to single octets, or to elements with all lengths around them corrected.
enum Mutation {
    /// One to three changes, to the tree or to the octets.
    static func any(_ input: [UInt8], donor: [UInt8], using generator: inout SplitMix) -> [UInt8] {
        var output = input
        for _ in 0...Int.random(in: 0...2, using: &generator) {
            switch Int.random(in: 0..<10, using: &generator) {
            case 0..<6: output = structured(output, donor: donor, using: &generator)
            case 6..<9: output = octets(output, using: &generator)
            default: output = splice(output, donor, using: &generator)
            }
        }
        return output
    }

    /// Changes an element somewhere in the tree; returns the input unchanged when it is not a tree.
    static func structured(_ input: [UInt8], donor: [UInt8]? = nil, using generator: inout SplitMix) -> [UInt8] {
        var roots = ElementTree.read(input[...], depth: 0)
        guard !roots.isEmpty else { return octets(input, using: &generator) }
        let donors = donor.map { ElementTree.read($0[...], depth: 0) } ?? roots
        let total = roots.reduce(0) { $0 + $1.count }
        var position = Int.random(in: 0..<total, using: &generator)
        var donorPosition = Int.random(in: 0..<max(1, donors.reduce(0) { $0 + $1.count }), using: &generator)
        let gift = ElementTree.find(donors, &donorPosition)
        ElementTree.change(&roots, &position, gift: gift, using: &generator)
        return roots.flatMap(\.encoded)
    }

    /// Changes octets and lengths without putting anything right.
    static func octets(_ input: [UInt8], using generator: inout SplitMix) -> [UInt8] {
        guard !input.isEmpty else { return [UInt8.random(in: 0...255, using: &generator)] }
        var output = input
        let place = Int.random(in: 0..<output.count, using: &generator)
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: output[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
        case 1: output[place] = notable.randomElement(using: &generator) ?? 0
        case 2: output.removeLast(output.count - place)
        case 3: output.remove(at: place)
        case 4: output.insert(notable.randomElement(using: &generator) ?? 0, at: place)
        case 5: output.insert(contentsOf: lies.randomElement(using: &generator) ?? [], at: min(place, 1))
        default: output.append(contentsOf: [0, 0])
        }
        return output
    }

    private static func splice(_ first: [UInt8], _ second: [UInt8], using generator: inout SplitMix) -> [UInt8] {
        Array(first.prefix(Int.random(in: 0...first.count, using: &generator)))
            + Array(second.suffix(Int.random(in: 0...second.count, using: &generator)))
    }

    /// Octets at the limits of lengths, tags and numbers.
    static let notable: [UInt8] = [
        0x00, 0x01, 0x02, 0x05, 0x1F, 0x30, 0x31, 0x7F, 0x80, 0x81, 0x82, 0x84, 0x88, 0x9F, 0xA0, 0xBF, 0xFE, 0xFF,
    ]

    /// Lengths that promise more octets than exist, or use more octets than needed.
    private static let lies: [[UInt8]] = [
        [0x80], [0x81, 0x00], [0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x88, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x82, 0x00, 0x01],
        [0xFF],
    ]
}

/// A small generator with a fixed seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
