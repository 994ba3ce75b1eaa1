/// Encoded elements as a tree that can be changed and written again. Strings that hold elements are opened too.
struct ElementTree {
    var tag: [UInt8]
    /// The count of unused bits of a BIT STRING that holds elements.
    var prefix: [UInt8] = []
    var children: [ElementTree] = []
    var bytes: [UInt8] = []

    /// This element and all elements below it.
    var count: Int { children.reduce(1) { $0 + $1.count } }

    var encoded: [UInt8] {
        let content = children.isEmpty ? prefix + bytes : prefix + children.flatMap(\.encoded)
        var length = [UInt8(truncatingIfNeeded: content.count)]
        if content.count >= 0x80 {
            length = []
            var rest = content.count
            while rest > 0 {
                length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
                rest >>= 8
            }
            length.insert(0x80 | UInt8(length.count), at: 0)
        }
        return tag + length + content
    }

    /// The elements that fill the bytes exactly; none when they do not.
    static func read(_ input: ArraySlice<UInt8>, depth: Int) -> [ElementTree] {
        var elements: [ElementTree] = []
        var rest = input
        while let first = rest.first {
            guard depth < 40, rest.count >= 2, first & 0x1F != 0x1F else { return [] }
            var header = 2
            var length = Int(rest[rest.startIndex + 1])
            if length >= 0x80 {
                let octets = length & 0x7F
                guard (1...3).contains(octets), rest.count >= 2 + octets else { return [] }
                length = rest[(rest.startIndex + 2)..<(rest.startIndex + 2 + octets)].reduce(0) { $0 << 8 | Int($1) }
                header += octets
            }
            guard length <= rest.count - header else { return [] }
            let content = rest[(rest.startIndex + header)..<(rest.startIndex + header + length)]
            var element = ElementTree(tag: [first], bytes: Array(content))
            if first & 0x20 != 0 {
                element.children = read(content, depth: depth + 1)
            } else if first == 0x04 {
                element.children = read(content, depth: depth + 1)
            } else if first == 0x03, content.first == 0 {
                element.children = read(content.dropFirst(), depth: depth + 1)
                if !element.children.isEmpty { element.prefix = [0] }
            }
            if !element.children.isEmpty { element.bytes = [] }
            elements.append(element)
            rest = rest[content.endIndex...]
        }
        return elements
    }

    /// The element at a position counted depth first.
    static func find(_ elements: [ElementTree], _ position: inout Int) -> ElementTree? {
        for element in elements {
            if position == 0 { return element }
            position -= 1
            if let found = find(element.children, &position) { return found }
        }
        return nil
    }

    /// Changes the element at a position, or its place among its siblings. Returns whether it was found.
    @discardableResult
    static func change(_ elements: inout [ElementTree], _ position: inout Int, gift: ElementTree?, using generator: inout SplitMix) -> Bool
    {
        for index in elements.indices {
            if position == 0 {
                changeSibling(&elements, index, gift: gift, using: &generator)
                return true
            }
            position -= 1
            if change(&elements[index].children, &position, gift: gift, using: &generator) { return true }
        }
        return false
    }

    private static func changeSibling(_ elements: inout [ElementTree], _ index: Int, gift: ElementTree?, using generator: inout SplitMix) {
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: elements.remove(at: index)
        case 1: elements.insert(elements[index], at: index)
        case 2: elements.swapAt(index, Int.random(in: elements.indices, using: &generator))
        case 3: if let gift { elements[index] = gift }
        case 4: if let gift { elements.insert(gift, at: index) }
        case 5: elements[index].tag = [Mutation.notable.randomElement(using: &generator) ?? 0x30]
        case 6: elements[index] = ElementTree(tag: [0x30], children: [elements[index]])
        default: elements[index].changeContent(using: &generator)
        }
    }

    private mutating func changeContent(using generator: inout SplitMix) {
        guard children.isEmpty else {
            children = []
            prefix = []
            return
        }
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes = []
        case 1: bytes = [UInt8.random(in: 0...255, using: &generator)]
        case 2: bytes.insert(Mutation.notable.randomElement(using: &generator) ?? 0, at: 0)
        case 3: bytes = [UInt8](repeating: 0xFF, count: Int.random(in: 1...40, using: &generator))
        case 4: bytes += bytes
        default: bytes = Mutation.octets(bytes, using: &generator)
        }
    }
}
