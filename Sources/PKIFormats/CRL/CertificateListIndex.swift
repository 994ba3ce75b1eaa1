/// Finds entries of a large revocation list by serial number without walking it.
///
/// Beside the bytes of the list it takes four octets for each slot of a hash table, at most 16 MB for a million entries.
public struct CertificateListIndex: Sendable {
    /// The list.
    public let list: CertificateListScanner

    /// Offset of an entry + 1; 0 for an empty slot. The number of slots is a power of two, and at most half of them are in use.
    private let slots: [UInt32]
    /// Chosen at random for each index, so that nobody can make serial numbers that all fall into one slot.
    private let seed: UInt64
    /// The issuers of the entries, each once: first that of the list, then those that an indirect list names.
    private let names: [DistinguishedName?]

    /// Makes the index. Of several entries with the same issuer and serial number, the first is found.
    /// - Returns: `nil` for a list of 4 GiB or more, which has to be walked.
    public init?(_ list: CertificateListScanner) {
        guard list.entries.upperBound < Int(UInt32.max) else { return nil }
        var count = 16
        while count < list.count * 2 { count *= 2 }
        let seed = UInt64.random(in: 0...UInt64.max)
        let mask = count - 1

        var names: [DistinguishedName?] = [list.issuer]
        var numbers: [DistinguishedName?: Int] = [list.issuer: 0]
        let sections = list.issuers.map { section in
            let number = numbers[section.name] ?? names.count
            if number == names.count {
                names.append(section.name)
                numbers[section.name] = number
            }
            return (section.offset, number)
        }

        var slots = [UInt32](repeating: 0, count: count)
        list.octets.withBytes { bytes in
            slots.withUnsafeMutableBufferPointer { slots in
                var walk = CertificateListWalk(bytes, list.entries)
                var (issuer, nextSection) = (0, 0)
                entries: while let entry = walk.next() {
                    if nextSection < sections.count, sections[nextSection].0 == entry.start {
                        issuer = sections[nextSection].1
                        nextSection += 1
                    }
                    let serial = UnsafeRawBufferPointer(rebasing: bytes[entry.serialStart..<entry.serialEnd])
                    var slot = Self.hash(serial, issuer: issuer, seed: seed) & mask
                    while slots[slot] != 0 {
                        // A list that repeats one entry a million times must not make a chain of a million slots.
                        if let known = Self.entry(at: slots[slot], of: list, in: bytes), known.has(serial, in: bytes),
                            sections.isEmpty || list.isOf(names[issuer], entryAt: known.start)
                        {
                            continue entries
                        }
                        slot = (slot + 1) & mask
                    }
                    slots[slot] = UInt32(entry.start + 1)
                }
            }
        }
        self.list = list
        self.slots = slots
        self.seed = seed
        self.names = names
    }

    /// The entry of a certificate; `nil` when the list does not have one. See ``CertificateListScanner/entry(serialNumber:issuer:)``.
    /// - Throws: when the date or an extension of the entry cannot be read.
    public func entry(serialNumber: [UInt8], issuer: DistinguishedName? = nil) throws(FormatError) -> RevokedEntry? {
        let wanted = issuer ?? list.issuer
        let mask = slots.count - 1
        return try list.found { bytes in
            serialNumber.withUnsafeBytes { serial in
                for (number, name) in names.enumerated() where name?.matches(wanted) == true {
                    var slot = Self.hash(serial, issuer: number, seed: seed) & mask
                    while slots[slot] != 0 {
                        if let entry = Self.entry(at: slots[slot], of: list, in: bytes), entry.has(serial, in: bytes),
                            list.isOf(wanted, entryAt: entry.start)
                        {
                            return entry
                        }
                        slot = (slot + 1) & mask
                    }
                }
                return nil
            }
        }
    }

    private static func entry(
        at slot: UInt32,
        of list: CertificateListScanner,
        in bytes: UnsafeRawBufferPointer
    ) -> CertificateListWalk.Entry? {
        var walk = CertificateListWalk(bytes, (Int(slot) - 1)..<list.entries.upperBound)
        return walk.next()
    }

    /// Multiplies eight octets at a time into the state and folds the product, so that every octet of a serial number counts.
    private static func hash(_ serial: UnsafeRawBufferPointer, issuer: Int, seed: UInt64) -> Int {
        var state = seed ^ UInt64(truncatingIfNeeded: serial.count) ^ UInt64(truncatingIfNeeded: issuer) << 32
        var position = 0
        while position < serial.count {
            var word: UInt64 = 0
            for index in position..<min(position + 8, serial.count) { word = word << 8 | UInt64(serial[index]) }
            let product = (state ^ word ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: (0xD6E8_FEB8_6659_FD93 ^ seed) | 1)
            state = product.high ^ product.low
            position += 8
        }
        return Int(truncatingIfNeeded: state >> 1)
    }
}
