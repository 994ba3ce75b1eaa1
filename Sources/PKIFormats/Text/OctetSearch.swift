/// Looks for octets in octets.
package enum OctetSearch {
    /// The first place of `needle`, from `start` on; `nil` when it does not occur there.
    package static func firstOffset(of needle: [UInt8], in haystack: [UInt8], from start: Int = 0) -> Int? {
        guard let first = needle.first, start >= 0, start <= haystack.count - needle.count else { return nil }
        return haystack.withUnsafeBufferPointer { haystack in
            needle.withUnsafeBufferPointer { needle in
                for place in start...(haystack.count - needle.count)
                where haystack[place] == first && haystack[place..<(place + needle.count)].elementsEqual(needle) {
                    return place
                }
                return nil
            }
        }
    }
}
