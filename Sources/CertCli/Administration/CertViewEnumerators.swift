import CAInterface

/// A place among values: before the first, at one, or behind the last.
struct EnumeratedPlace {
    private(set) var index = -1

    /// The next index, −1 at the end.
    mutating func next(of count: Int) -> Int {
        index = min(index + 1, count)
        return index < count ? index : -1
    }

    mutating func skip(_ number: Int, of count: Int) { index = min(max(index + number, -1), count) }

    mutating func reset() { index = -1 }

    func value<Value>(of values: [Value]) throws(CAError) -> Value {
        guard values.indices.contains(index) else {
            throw CAError(.wrongState, status: .unexpected, "The enumerator is at no value. Call next first, and stop at -1.")
        }
        return values[index]
    }
}

/// Columns of a schema or a result, with the cells of a row where there is one.
final class CertViewColumns: IEnumCERTVIEWCOLUMN {
    private let columns: [ViewColumn]
    private let cells: [ColumnValue?]
    private var place = EnumeratedPlace()

    init(_ columns: [ViewColumn], cells: [ColumnValue?] = []) {
        self.columns = columns
        self.cells = cells
    }

    func next() -> Int { place.next(of: columns.count) }
    func name() throws -> String { try place.value(of: columns).name }
    func displayName() throws -> String { try place.value(of: columns).displayName }
    func type() throws -> Int { try place.value(of: columns).type.rawValue }
    func isIndexed() throws -> Bool { try place.value(of: columns).origin == .indexed }
    func maxLength() throws -> Int { try place.value(of: columns).maxLength }

    func value(_ flags: OutputFlags) throws -> CertViewValue? {
        _ = try place.value(of: columns)
        guard cells.indices.contains(place.index), let cell = cells[place.index] else { return nil }
        return CertViewValue(cell, as: flags)
    }

    func skip(_ count: Int) { place.skip(count, of: columns.count) }
    func reset() { place.reset() }

    func clone() -> any IEnumCERTVIEWCOLUMN {
        let copy = CertViewColumns(columns, cells: cells)
        copy.place = place
        return copy
    }
}

final class CertViewAttributes: IEnumCERTVIEWATTRIBUTE {
    private let pairs: [(name: String, value: String)]
    private var place = EnumeratedPlace()

    init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

    func next() -> Int { place.next(of: pairs.count) }
    func name() throws -> String { try place.value(of: pairs).name }
    func value() throws -> String { try place.value(of: pairs).value }
    func skip(_ count: Int) { place.skip(count, of: pairs.count) }
    func reset() { place.reset() }

    func clone() -> any IEnumCERTVIEWATTRIBUTE {
        let copy = CertViewAttributes(pairs)
        copy.place = place
        return copy
    }
}

final class CertViewExtensions: IEnumCERTVIEWEXTENSION {
    private let items: [(name: String, flags: Int, value: [UInt8])]
    private var place = EnumeratedPlace()

    init(_ items: [(name: String, flags: Int, value: [UInt8])]) { self.items = items }

    func next() -> Int { place.next(of: items.count) }
    func name() throws -> String { try place.value(of: items).name }
    func flags() throws -> Int { try place.value(of: items).flags }

    func value(type: Int, _ flags: OutputFlags) throws -> EncodedBytes {
        guard type == ViewColumn.ValueType.binary.rawValue else {
            throw CAError(.malformed, status: .invalidArgument, "Extensions are read as binary, 3; the type asked for is \(type).")
        }
        return EncodedBytes(try place.value(of: items).value, as: flags)
    }

    func skip(_ count: Int) { place.skip(count, of: items.count) }
    func reset() { place.reset() }

    func clone() -> any IEnumCERTVIEWEXTENSION {
        let copy = CertViewExtensions(items)
        copy.place = place
        return copy
    }
}
