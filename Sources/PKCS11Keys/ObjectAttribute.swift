import CPKCS11

/// One attribute of an object, as it is given to a module.
struct ObjectAttribute {
    let type: UInt
    let value: [UInt8]

    init(_ type: UInt, _ value: [UInt8]) {
        self.type = type
        self.value = value
    }

    init(_ type: UInt, _ flag: Bool) { self.init(type, [flag ? 1 : 0]) }

    init(_ type: UInt, number: UInt) { self.init(type, withUnsafeBytes(of: number) { Array($0) }) }

    /// Lends the attributes as the C structures. The values may be secret, so their copy is overwritten afterwards.
    static func lend<Result>(_ attributes: [ObjectAttribute], _ body: (UnsafeMutablePointer<CK_ATTRIBUTE>, UInt) throws -> Result) rethrows
        -> Result
    {
        let count = attributes.reduce(0) { $0 + $1.value.count }
        let values = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(count, 1))
        values.initialize(repeating: 0)
        let list = UnsafeMutablePointer<CK_ATTRIBUTE>.allocate(capacity: max(attributes.count, 1))
        defer {
            values.update(repeating: 0)
            values.deallocate()
            list.deallocate()
        }
        var place = 0
        for (index, attribute) in attributes.enumerated() {
            for (offset, octet) in attribute.value.enumerated() { values[place + offset] = octet }
            (list + index).initialize(
                to: CK_ATTRIBUTE(
                    type: attribute.type,
                    pValue: values.baseAddress.map { UnsafeMutableRawPointer($0 + place) },
                    ulValueLen: UInt(attribute.value.count)
                )
            )
            place += attribute.value.count
        }
        return try body(list, UInt(attributes.count))
    }
}
